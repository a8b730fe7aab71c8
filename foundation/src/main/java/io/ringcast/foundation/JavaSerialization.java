package io.ringcast.foundation;

import java.io.ObjectInputFilter;

/** Java's serialization, which nothing here uses and which is refused in the whole process. */
public final class JavaSerialization {
    private JavaSerialization() {}

    /**
     * From now on every {@link java.io.ObjectInputStream} of this process refuses whatever it reads, unless the process was
     * started with a filter of its own ({@code -Djdk.serialFilter}). May be called again.
     */
    public static synchronized void refuse() {
        if (ObjectInputFilter.Config.getSerialFilter() == null) {
            ObjectInputFilter.Config.setSerialFilter(input -> ObjectInputFilter.Status.REJECTED);
        }
    }
}
