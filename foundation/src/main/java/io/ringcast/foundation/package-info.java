/** What the wire protocols and the replicated state machine both need. Depends on nothing but a logging interface. */
@NullMarked
package io.ringcast.foundation;

import org.jspecify.annotations.NullMarked;
