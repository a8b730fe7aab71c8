/** Limits what this process sends to each address: forged requests must not make it flood a third party. */
@NullMarked
package io.ringcast.protocol.guard;

import org.jspecify.annotations.NullMarked;
