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
 * @param controlAddress where the tests reach it: in a lab with a control network an address on another interface, which
 *     works whatever happens to the first one; otherwise the same address
 */
public record Host(String name, String namespace, String address, String controlAddress) {
    /** The name of a host's interface, inside. */
    public static final String INTERFACE = "eth0";

    /** The prefix that runs a command on this host, under the same process id. */
    List<String> commandPrefix() {
        return List.of("ip", "netns", "exec", namespace);
    }

    /** Takes the interface down (without deleting it) or brings it up. */
    public void setInterfaceUp(boolean up) {
        run("ip", "link", "set", INTERFACE, up ? "up" : "down");
    }

    /** Deletes the interface, as when a virtual machine's or a container's is taken away. */
    public void deleteInterface() {
        run("ip", "link", "delete", INTERFACE);
    }

    /** Takes all addresses from the interface. */
    public void removeAddresses() {
        run("ip", "address", "flush", "dev", INTERFACE);
    }

    /** Gives the interface an address, in addition to those that it has. */
    public void addAddress(String another) {
        run("ip", "address", "add", another + "/24", "dev", INTERFACE);
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
