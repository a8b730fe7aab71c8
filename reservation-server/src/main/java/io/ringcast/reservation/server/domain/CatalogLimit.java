package io.ringcast.reservation.server.domain;

/**
 * Which catalogs are small enough that every question about them can be answered. All servers of a group have the same limit,
 * in all releases of one level.
 */
@FunctionalInterface
public interface CatalogLimit {
    /** Whether a group can have this catalog. */
    boolean allows(Catalog catalog);
}
