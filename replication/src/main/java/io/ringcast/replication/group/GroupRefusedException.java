package io.ringcast.replication.group;

import io.ringcast.foundation.vital.FatalException;

/**
 * Another server of the group has settings with which the two must not be in one group. The process ends: only the
 * operator knows which of the two is right. The message names the property and both values.
 */
public class GroupRefusedException extends FatalException {
    private static final long serialVersionUID = 1L;

    public GroupRefusedException(String message) {
        super(message);
    }
}
