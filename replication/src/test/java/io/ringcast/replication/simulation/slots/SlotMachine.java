package io.ringcast.replication.simulation.slots;

import io.ringcast.foundation.RequestId;
import io.ringcast.replication.api.Codec;
import io.ringcast.replication.api.MergePolicy;
import io.ringcast.replication.api.MergePolicy.Kept;
import io.ringcast.replication.api.Ordered;
import io.ringcast.replication.api.StateMachine;
import io.ringcast.replication.api.StateMachine.Transition;
import java.nio.charset.StandardCharsets;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.pcollections.TreePMap;

/**
 * The smallest state machine with the shape of reservations: slots that are claimed if free, freed by anybody, and read.
 * A conflict after a partition is kept in the state under a key of its own.
 *
 * <p>Its newest release has another rule, which holds from {@link #SILENT_REFUSALS} on: a claim that is refused is not told
 * who owns the slot.
 */
public final class SlotMachine
        implements StateMachine<TreePMap<String, String>, SlotMachine.Command, SlotMachine.Outcome> {
    public enum Kind {
        CLAIM,
        FREE,
        READ,
        /** Claims a slot, whoever owns it. Known from {@link #SILENT_REFUSALS} on. */
        SEIZE
    }

    public record Command(Kind kind, String slot) {}

    /** @param owner the id of the claim that holds the slot, or that was freed; empty when there is none */
    public record Outcome(boolean ok, String owner) {}

    /** The level of the group from which on refused claims are not told the owner. */
    public static final int SILENT_REFUSALS = 2;

    private final int newestLevel;

    public SlotMachine() {
        this(SILENT_REFUSALS);
    }

    /**
     * The program of a release.
     *
     * @param newestLevel whose rules it knows
     */
    public SlotMachine(int newestLevel) {
        this.newestLevel = newestLevel;
    }

    @Override
    public TreePMap<String, String> genesis() {
        return TreePMap.empty();
    }

    @Override
    public boolean isChange(Command command) {
        return command.kind() != Kind.READ;
    }

    @Override
    public int levelOf(Command command) {
        return command.kind() == Kind.SEIZE ? SILENT_REFUSALS : 0;
    }

    @Override
    public Transition<TreePMap<String, String>, Outcome> apply(
            TreePMap<String, String> state, Ordered<Command> ordered, int level) {
        if (level > newestLevel) {
            throw new IllegalStateException("knows no rules of level " + level);
        }
        String slot = ordered.command().slot();
        String owner = state.getOrDefault(slot, "");
        return switch (ordered.command().kind()) {
            case READ -> new Transition<>(state, new Outcome(true, owner));
            case CLAIM ->
                owner.isEmpty()
                        ? new Transition<>(
                                state.plus(slot, ordered.id().toString()),
                                new Outcome(true, ordered.id().toString()))
                        : new Transition<>(state, new Outcome(false, level < SILENT_REFUSALS ? owner : ""));
            case FREE ->
                owner.isEmpty()
                        ? new Transition<>(state, new Outcome(false, ""))
                        : new Transition<>(state.minus(slot), new Outcome(true, owner));
            case SEIZE ->
                new Transition<>(
                        state.plus(slot, ordered.id().toString()),
                        new Outcome(true, ordered.id().toString()));
        };
    }

    @Override
    public TreePMap<String, String> redo(TreePMap<String, String> state, Ordered<Command> ordered, Outcome outcome) {
        String slot = ordered.command().slot();
        if (!outcome.ok()) {
            return state;
        }
        return switch (ordered.command().kind()) {
            case READ -> throw new IllegalStateException("a read is not stored");
            case CLAIM, SEIZE -> state.plus(slot, outcome.owner());
            case FREE -> {
                if (!outcome.owner().equals(state.get(slot))) {
                    throw new IllegalStateException("%s was freed, but had %s".formatted(slot, state.get(slot)));
                }
                yield state.minus(slot);
            }
        };
    }

    @Override
    public MergePolicy<TreePMap<String, String>, Command, Outcome> mergePolicy() {
        return SlotMachine::reapply;
    }

    private static Transition<TreePMap<String, String>, Outcome> reapply(
            TreePMap<String, String> state, Ordered<Command> ordered, Outcome lost, @Nullable Kept<Outcome> kept) {
        String slot = ordered.command().slot();
        String owner = state.getOrDefault(slot, "");
        if (!lost.ok() || owner.equals(ordered.id().toString())) {
            return new Transition<>(state, lost);
        }
        TreePMap<String, String> conflict = state.plus(conflictKey(ordered.id()), slot);
        return switch (ordered.command().kind()) {
            case READ -> throw new IllegalStateException("a read is never lost");
            case SEIZE -> new Transition<>(state.plus(slot, ordered.id().toString()), lost);
            case CLAIM ->
                new Transition<>(owner.isEmpty() ? state.plus(slot, ordered.id().toString()) : conflict, lost);
            case FREE -> {
                if (owner.isEmpty()) {
                    yield new Transition<>(state, lost);
                }
                boolean frees = owner.equals(lost.owner()) && kept == null;
                yield new Transition<>(frees ? state.minus(slot) : conflict, lost);
            }
        };
    }

    public static String conflictKey(RequestId id) {
        return "conflict " + id;
    }

    @Override
    public Codec<TreePMap<String, String>> states() {
        return Codec.of(SlotMachine::encodeState, SlotMachine::decodeState);
    }

    @Override
    public Codec<Command> commands() {
        return Codec.of(SlotMachine::encodeCommand, SlotMachine::decodeCommand);
    }

    @Override
    public Codec<Outcome> outcomes() {
        return Codec.of(SlotMachine::encodeOutcome, SlotMachine::decodeOutcome);
    }

    private static byte[] encodeState(TreePMap<String, String> state) {
        return utf8(state.entrySet().stream()
                .map(e -> e.getKey() + "=" + e.getValue())
                .collect(Collectors.joining("\n")));
    }

    private static TreePMap<String, String> decodeState(byte[] bytes) {
        var state = new TreeMap<String, String>();
        text(bytes).lines().forEach(line -> {
            int equals = line.indexOf('=');
            state.put(line.substring(0, equals), line.substring(equals + 1));
        });
        return TreePMap.from(state);
    }

    private static byte[] encodeCommand(Command command) {
        return utf8(command.kind() + " " + command.slot());
    }

    private static Command decodeCommand(byte[] bytes) {
        String[] words = text(bytes).split(" ", -1);
        return new Command(Kind.valueOf(words[0]), words[1]);
    }

    private static byte[] encodeOutcome(Outcome outcome) {
        return utf8((outcome.ok() ? "+" : "-") + outcome.owner());
    }

    private static Outcome decodeOutcome(byte[] bytes) {
        String text = text(bytes);
        return new Outcome(text.startsWith("+"), text.substring(1));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
