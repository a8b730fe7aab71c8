package io.ringcast.reservation.server.domain;

import org.jspecify.annotations.Nullable;

/** One step of a change of the catalog. */
public sealed interface CatalogEdit {
    /** In {@link Move} and {@link Add}: before all other names. */
    String FIRST = "";

    /** Which list it is about. */
    Part part();

    /** The name that it is about. */
    String name();

    /**
     * Adds a name.
     *
     * @param after the name that it comes after, or {@link #FIRST}; null puts it at the end
     */
    record Add(Part part, String name, @Nullable String after) implements CatalogEdit {}

    /** Gives a name another one; its reservations keep everything else. */
    record Rename(Part part, String name, String to) implements CatalogEdit {}

    /**
     * Gives a name another place in its list.
     *
     * @param after the name that it comes after, or {@link #FIRST}
     */
    record Move(Part part, String name, String after) implements CatalogEdit {}

    /**
     * Takes a name out of the catalog.
     *
     * @param withReservations whether its reservations are deleted; otherwise it is refused if there are any
     */
    record Retire(Part part, String name, boolean withReservations) implements CatalogEdit {}
}
