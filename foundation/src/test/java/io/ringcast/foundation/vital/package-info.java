@NullMarked
package io.ringcast.foundation.vital;

import org.jspecify.annotations.NullMarked;
