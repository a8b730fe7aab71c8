@NullMarked
package io.ringcast.protocol.exchange;

import org.jspecify.annotations.NullMarked;
