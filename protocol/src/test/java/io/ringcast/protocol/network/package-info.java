@NullMarked
package io.ringcast.protocol.network;

import org.jspecify.annotations.NullMarked;
