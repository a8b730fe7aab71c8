package io.ringcast.reservation.server.domain;

import io.ringcast.replication.api.Ordered;
import io.ringcast.replication.api.StateMachine.Transition;
import io.ringcast.reservation.server.domain.CatalogEdit.Add;
import io.ringcast.reservation.server.domain.CatalogEdit.Move;
import io.ringcast.reservation.server.domain.CatalogEdit.Rename;
import io.ringcast.reservation.server.domain.CatalogEdit.Retire;
import io.ringcast.reservation.server.domain.Command.ChangeCatalog;
import io.ringcast.reservation.server.domain.Conflict.Disagreement;
import io.ringcast.reservation.server.domain.Conflict.Party;
import io.ringcast.reservation.server.domain.Outcome.CatalogChanged;
import io.ringcast.reservation.server.domain.Outcome.CatalogTooLarge;
import io.ringcast.reservation.server.domain.Outcome.NameExists;
import io.ringcast.reservation.server.domain.Outcome.Refusal;
import io.ringcast.reservation.server.domain.Outcome.StillReserved;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The rules by which the catalog changes. A change is made as a whole or not at all. */
final class CatalogRules {
    private CatalogRules() {}

    static Transition<State, Outcome> apply(State state, ChangeCatalog change, CatalogLimit limit) {
        var draft = new CatalogDraft(state.catalog());
        for (CatalogEdit edit : change.edits()) {
            Refusal refusal = draft.edit(edit);
            if (refusal != null) {
                return new Transition<>(state, refusal);
            }
        }
        if (!limit.allows(draft.catalog())) {
            return new Transition<>(state, new CatalogTooLarge());
        }
        var reserved = new Reserved(state, draft.retired());
        for (Retire retire : draft.retired()) {
            int reservations = reserved.count(retire);
            if (reservations > 0 && !retire.withReservations()) {
                return new Transition<>(state, new StillReserved(retire.part(), retire.name(), reservations));
            }
        }
        return new Transition<>(state.in(draft), CatalogChanged.of(reserved.all()));
    }

    /** The state after a change that was made before, perhaps with another limit. */
    static State redo(State state, ChangeCatalog change) {
        var draft = new CatalogDraft(state.catalog());
        for (CatalogEdit edit : change.edits()) {
            Refusal refusal = draft.edit(edit);
            if (refusal != null) {
                throw new IllegalStateException("the catalog was changed, but cannot have been: " + refusal);
            }
        }
        return state.in(draft);
    }

    /**
     * Makes a change again that only the other side of a healed partition had made: each edit by itself, as far as this side's
     * catalog and reservations allow it. What cannot be made is a conflict, and so is each reservation that this side deletes
     * with a name, and the other side had not.
     */
    static State reapply(
            State state, Ordered<Command> ordered, ChangeCatalog change, CatalogChanged lost, CatalogLimit limit) {
        var draft = new CatalogDraft(state.catalog());
        Set<CatalogEdit> reserved = stillReserved(state, change);
        State after = state;
        for (CatalogEdit edit : change.edits()) {
            if (reserved.contains(edit) || !again(draft, edit, limit)) {
                after = after.plus(conflict(state, ordered, change, edit));
            }
        }
        Set<String> deleted = new HashSet<>(lost.deleted());
        for (Reservation reservation : new Reserved(state, draft.retired()).all()) {
            if (!deleted.contains(reservation.requestId())) {
                var loser = new Party(reservation.holder(), reservation.requestId());
                after = after.plus(
                        new Conflict(Disagreement.RETIRED, reservation.slot(), null, loser, ordered.timeMillis()));
            }
        }
        return after.in(draft);
    }

    /** What was retired without reservations, and has some here. */
    private static Set<CatalogEdit> stillReserved(State state, ChangeCatalog change) {
        List<Retire> retires = change.edits().stream()
                .filter(Retire.class::isInstance)
                .map(Retire.class::cast)
                .filter(retire -> !retire.withReservations())
                .toList();
        var reserved = new Reserved(state, retires);
        Set<CatalogEdit> still = new HashSet<>();
        for (Retire retire : retires) {
            if (reserved.count(retire) > 0) {
                still.add(retire);
            }
        }
        return still;
    }

    /** Whether the catalog now is as the edit wanted it. */
    private static boolean again(CatalogDraft draft, CatalogEdit edit, CatalogLimit limit) {
        return switch (edit) {
            case Add add -> addAgain(draft, add, limit);
            case Rename rename -> renameAgain(draft, rename, limit);
            case Move move -> draft.edit(move) == null;
            case Retire retire -> draft.edit(retire) == null;
        };
    }

    private static boolean addAgain(CatalogDraft draft, Add add, CatalogLimit limit) {
        Refusal refusal = draft.edit(add);
        if (refusal instanceof NameExists) {
            return true;
        }
        if (refusal != null) {
            draft.edit(new Add(add.part(), add.name(), null));
        }
        if (limit.allows(draft.catalog())) {
            return true;
        }
        draft.edit(new Retire(add.part(), add.name(), false));
        return false;
    }

    private static boolean renameAgain(CatalogDraft draft, Rename rename, CatalogLimit limit) {
        if (!draft.has(rename.part(), rename.name())) {
            return draft.has(rename.part(), rename.to());
        }
        if (draft.edit(rename) != null) {
            return false;
        }
        if (limit.allows(draft.catalog())) {
            return true;
        }
        draft.edit(new Rename(rename.part(), rename.to(), rename.name()));
        return false;
    }

    /** Names the list's name alone, and who reserved it here, if that is the reason. */
    private static Conflict conflict(State state, Ordered<Command> ordered, ChangeCatalog change, CatalogEdit edit) {
        Slot slot = switch (edit.part()) {
            case ROOM -> new Slot(edit.name(), "", "");
            case TIMESLOT -> new Slot("", edit.name(), "");
            case DAY -> new Slot("", "", edit.name());
        };
        return new Conflict(
                Disagreement.CATALOG_CHANGED,
                slot,
                edit instanceof Retire retire ? firstHolder(state, retire) : null,
                new Party(change.requester(), ordered.id().toString()),
                ordered.timeMillis());
    }

    private static @Nullable Party firstHolder(State state, Retire retire) {
        for (Reservation reservation : state.reservations().all()) {
            if (reservation.slot().of(retire.part()).equals(retire.name())) {
                return new Party(reservation.holder(), reservation.requestId());
            }
        }
        return null;
    }

    /** The reservations that have to do with names that are to be retired: one pass over all, if there are such names. */
    private static final class Reserved {
        private final Map<Part, Map<String, Integer>> counts = new HashMap<>();
        private final List<Reservation> all = new ArrayList<>();

        Reserved(State state, List<Retire> retired) {
            for (Retire retire : retired) {
                counts.computeIfAbsent(retire.part(), part -> new HashMap<>()).put(retire.name(), 0);
            }
            if (!counts.isEmpty()) {
                state.reservations().all().forEach(this::take);
            }
        }

        private void take(Reservation reservation) {
            boolean affected = false;
            for (Map.Entry<Part, Map<String, Integer>> part : counts.entrySet()) {
                String name = reservation.slot().of(part.getKey());
                affected |= part.getValue().computeIfPresent(name, (same, count) -> count + 1) != null;
            }
            if (affected) {
                all.add(reservation);
            }
        }

        int count(Retire retire) {
            return counts.getOrDefault(retire.part(), Map.of()).getOrDefault(retire.name(), 0);
        }

        List<Reservation> all() {
            return all;
        }
    }
}
