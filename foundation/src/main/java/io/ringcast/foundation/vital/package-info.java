/**
 * Ends a process when a thread that it depends on fails. Used by the transport and by every service.
 */
@NullMarked
package io.ringcast.foundation.vital;

import org.jspecify.annotations.NullMarked;
