package io.ringcast.dht.manager.codec;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads what a store holds, also in the forms that it had before records had copies, decrees were told, and there were overlays and
 * later editions of the handout.
 */
final class StoredForms {
    private static final String TYPE = "type";
    private static final String COPIES = "copies";
    private static final String VIEW = "view";
    private static final String OVERLAY = "overlay";
    private static final String TABLE = "table";
    private static final String MANAGER_PORT = "managerPort";

    private StoredForms() {}

    static <T> T read(JsonMapper mapper, byte[] bytes, Class<T> type) {
        try {
            return mapper.readValue(bytes, type);
        } catch (JacksonException current) {
            return earlier(mapper, bytes, type, current);
        }
    }

    private static <T> T earlier(JsonMapper mapper, byte[] bytes, Class<T> type, JacksonException current) {
        try {
            if (mapper.readTree(bytes) instanceof ObjectNode stored) {
                return mapper.treeToValue(upgraded(stored), type);
            }
        } catch (JacksonException e) {
            current.addSuppressed(e);
        }
        throw new IllegalArgumentException("it is no " + type.getSimpleName() + ": " + current.getMessage(), current);
    }

    /** Every record had one place, and every DHT was a ring. */
    private static ObjectNode upgraded(ObjectNode stored) {
        String type = stored.path(TYPE).asString("");
        if (type.equals("setup-dht") || type.equals("ring-chosen")) {
            stored.putIfAbsent(COPIES, stored.numberNode(1));
            stored.putIfAbsent(OVERLAY, stored.stringNode(type.equals("setup-dht") ? "ring" : "RING"));
        }
        if (type.equals("setup-dht")) {
            stored.putIfAbsent("sizeMin", stored.numberNode(2));
        } else if (type.equals("dht-complete")) {
            stored.putIfAbsent(TABLE, stored.nullNode());
        } else if (type.equals("register")) {
            stored.putIfAbsent(MANAGER_PORT, stored.numberNode(0));
        } else if (type.equals("leave-granted")) {
            stored.putIfAbsent("epoch", stored.numberNode(0));
        } else if (stored.has("phase")) {
            stored.putIfAbsent(VIEW, stored.nullNode());
            if (stored.get(VIEW) instanceof ObjectNode view) {
                view.putIfAbsent(OVERLAY, stored.stringNode("RING"));
            }
            stored.putIfAbsent("events", stored.arrayNode());
            stored.putIfAbsent(TABLE, stored.nullNode());
        }
        for (String users : List.of("users", "ring", "user", "member", "leader")) {
            upgradeUsers(stored.get(users));
        }
        return stored;
    }

    /** A user, or several of them; in some places there are names only. */
    private static void upgradeUsers(@Nullable JsonNode users) {
        if (users instanceof ObjectNode user) {
            user.putIfAbsent(MANAGER_PORT, user.numberNode(0));
        } else if (users instanceof ArrayNode list) {
            list.forEach(StoredForms::upgradeUsers);
        }
    }
}
