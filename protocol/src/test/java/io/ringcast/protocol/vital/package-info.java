@NullMarked
package io.ringcast.protocol.vital;

import org.jspecify.annotations.NullMarked;
