@NullMarked
package io.ringcast.protocol.signing;

import org.jspecify.annotations.NullMarked;
