/**
 * What becomes of a process when a thread fails that it cannot do its job without. Knows nothing of what the threads do;
 * used by the transport and by every service.
 */
@NullMarked
package io.ringcast.foundation.vital;

import org.jspecify.annotations.NullMarked;
