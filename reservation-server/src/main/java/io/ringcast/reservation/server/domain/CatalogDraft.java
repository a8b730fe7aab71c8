package io.ringcast.reservation.server.domain;

import io.ringcast.reservation.server.domain.CatalogEdit.Add;
import io.ringcast.reservation.server.domain.CatalogEdit.Move;
import io.ringcast.reservation.server.domain.CatalogEdit.Rename;
import io.ringcast.reservation.server.domain.CatalogEdit.Retire;
import io.ringcast.reservation.server.domain.Outcome.LastName;
import io.ringcast.reservation.server.domain.Outcome.NameExists;
import io.ringcast.reservation.server.domain.Outcome.Refusal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A catalog while it is edited, and what becomes of each name that it had. Reservations are not its concern. */
final class CatalogDraft {
    private static final int NEW = -1;
    private static final int GONE = -1;

    private final Catalog before;
    private final Map<Part, List<Line>> lines = new EnumMap<>(Part.class);
    private final List<Retire> retired = new ArrayList<>();

    /** @param place where it was before, from 0; {@link #NEW} if it was not there */
    private record Line(int place, String name) {}

    CatalogDraft(Catalog before) {
        this.before = before;
        for (Part part : Part.values()) {
            List<String> names = before.names(part).inOrder();
            List<Line> list = new ArrayList<>(names.size() + 1);
            for (int i = 0; i < names.size(); i++) {
                list.add(new Line(i, names.get(i)));
            }
            lines.put(part, list);
        }
    }

    private List<Line> lines(Part part) {
        return lines.getOrDefault(part, List.of());
    }

    private int find(Part part, String name) {
        List<Line> list = lines(part);
        for (int i = 0; i < list.size(); i++) {
            if (list.get(i).name().equals(name)) {
                return i;
            }
        }
        return -1;
    }

    boolean has(Part part, String name) {
        return find(part, name) >= 0;
    }

    /** Makes an edit, or says why it cannot be made. */
    @Nullable
    Refusal edit(CatalogEdit edit) {
        return switch (edit) {
            case Add add -> add(add);
            case Rename rename -> rename(rename);
            case Move move -> move(move);
            case Retire retire -> retire(retire);
        };
    }

    private @Nullable Refusal add(Add add) {
        if (has(add.part(), add.name())) {
            return new NameExists(add.part(), add.name());
        }
        return insert(add.part(), new Line(NEW, add.name()), add.after());
    }

    private @Nullable Refusal insert(Part part, Line line, @Nullable String after) {
        List<Line> list = lines(part);
        if (after == null) {
            list.add(line);
            return null;
        }
        int place = after.equals(CatalogEdit.FIRST) ? 0 : find(part, after) + 1;
        if (place == 0 && !after.equals(CatalogEdit.FIRST)) {
            return Catalog.unknown(part, after);
        }
        list.add(place, line);
        return null;
    }

    private @Nullable Refusal rename(Rename rename) {
        int place = find(rename.part(), rename.name());
        if (place < 0) {
            return Catalog.unknown(rename.part(), rename.name());
        }
        if (has(rename.part(), rename.to())) {
            return new NameExists(rename.part(), rename.to());
        }
        List<Line> list = lines(rename.part());
        list.set(place, new Line(list.get(place).place(), rename.to()));
        return null;
    }

    private @Nullable Refusal move(Move move) {
        int place = find(move.part(), move.name());
        if (place < 0) {
            return Catalog.unknown(move.part(), move.name());
        }
        if (move.after().equals(move.name())) {
            return null;
        }
        List<Line> list = lines(move.part());
        Line line = list.remove(place);
        Refusal refusal = insert(move.part(), line, move.after());
        if (refusal != null) {
            list.add(place, line);
        }
        return refusal;
    }

    private @Nullable Refusal retire(Retire retire) {
        int place = find(retire.part(), retire.name());
        if (place < 0) {
            return Catalog.unknown(retire.part(), retire.name());
        }
        List<Line> list = lines(retire.part());
        if (list.size() == 1) {
            return new LastName(retire.part(), retire.name());
        }
        Line line = list.remove(place);
        if (line.place() != NEW) {
            String name = before.names(retire.part()).inOrder().get(line.place());
            retired.add(new Retire(retire.part(), name, retire.withReservations()));
        }
        return null;
    }

    /** What was taken out, under the names that it had before all edits. */
    List<Retire> retired() {
        return List.copyOf(retired);
    }

    /** The catalog after the edits. */
    Catalog catalog() {
        return new Catalog(names(Part.ROOM), names(Part.TIMESLOT), names(Part.DAY));
    }

    private Names names(Part part) {
        return Names.of(lines(part).stream().map(Line::name).toList());
    }

    /** Where each name of a list is after the edits, by its place before; -1 if it was taken out. */
    int[] places(Part part) {
        int[] places = new int[before.names(part).size()];
        Arrays.fill(places, GONE);
        List<Line> list = lines(part);
        for (int i = 0; i < list.size(); i++) {
            if (list.get(i).place() != NEW) {
                places[list.get(i).place()] = i;
            }
        }
        return places;
    }
}
