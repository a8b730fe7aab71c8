package io.ringcast.reservation.server.app;

import io.ringcast.reservation.server.domain.Catalog;
import io.ringcast.reservation.server.domain.Names;
import io.ringcast.reservation.server.domain.Part;
import java.util.ArrayList;
import java.util.List;

/** How a server's data files differ from the catalog of its group, in words. */
final class CatalogDifferences {
    private static final int NAMES_MAX = 10;

    private CatalogDifferences() {}

    /** A clause for each file that differs; none if the catalogs are equal. */
    static List<String> of(Catalog files, Catalog group) {
        List<String> differences = new ArrayList<>();
        for (Part part : Part.values()) {
            Names here = files.names(part);
            Names there = group.names(part);
            if (!here.equals(there)) {
                differences.add(fileOf(part) + difference(here, there));
            }
        }
        return differences;
    }

    private static String fileOf(Part part) {
        return switch (part) {
            case ROOM -> "rooms.txt ";
            case TIMESLOT -> "timeslots.txt ";
            case DAY -> "days.txt ";
        };
    }

    private static String difference(Names here, Names there) {
        List<String> more = missing(here, there);
        List<String> fewer = missing(there, here);
        List<String> clauses = new ArrayList<>();
        if (!more.isEmpty()) {
            clauses.add("has " + listed(more) + " in addition");
        }
        if (!fewer.isEmpty()) {
            clauses.add("lacks " + listed(fewer));
        }
        return clauses.isEmpty() ? "has another order" : String.join(" and ", clauses);
    }

    private static List<String> missing(Names of, Names in) {
        return of.inOrder().stream().filter(name -> !in.contains(name)).toList();
    }

    private static String listed(List<String> names) {
        String first = String.join(", ", names.subList(0, Math.min(NAMES_MAX, names.size())));
        return names.size() <= NAMES_MAX ? first : first + " and " + (names.size() - NAMES_MAX) + " more";
    }
}
