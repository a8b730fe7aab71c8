@NullMarked
package io.ringcast.protocol.autoconfigure;

import org.jspecify.annotations.NullMarked;
