package io.ringcast.protocol.transport.stack;

import io.ringcast.foundation.RequestId;
import org.jspecify.annotations.Nullable;

/**
 * A message as JSON, with what counters and observers need to know of it.
 *
 * @param id the request that it is or answers, if any
 * @param background whether it is one of those that pass all the time
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
record EncodedMessage(String type, @Nullable RequestId id, boolean background, byte[] json) {}
