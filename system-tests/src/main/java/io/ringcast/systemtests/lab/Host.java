package io.ringcast.systemtests.lab;

import java.util.List;
import java.util.stream.Stream;

/**
 * A host of the {@link NetworkLab}: a network namespace with one interface and one address. Processes started on it see
 * this network and no other.
 *
 * @param name of the host; the interface inside is always {@link #INTERFACE}
 * @param namespace its name for {@code ip netns}
 * @param address IPv4, dotted
 */
public record Host(String name, String namespace, String address) {
    /** The name of a host's interface, inside. */
    public static final String INTERFACE = "eth0";

    /** What turns a command into the same command on this host. It keeps the process id. */
    List<String> commandPrefix() {
        return List.of("ip", "netns", "exec", namespace);
    }

    String run(String... command) {
        return Shell.run(onThisHost(command), "");
    }

    /** Runs a command of the packet filter's language. */
    void filter(String ruleset) {
        Shell.run(onThisHost("nft", "-f", "-"), ruleset);
    }

    private List<String> onThisHost(String... command) {
        return Stream.concat(commandPrefix().stream(), Stream.of(command)).toList();
    }
}
