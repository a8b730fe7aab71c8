package io.ringcast.systemtests.lab;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A network of hosts on one bridge, inside this machine: a namespace and an address for each host, and a packet filter in
 * each that loses packets or cuts hosts off. It is connected to no other network. The tests are on the bridge
 * too, at {@link #controlAddress()}. Packets to and from that address are never filtered, so that a host that is cut off can
 * still be asked for its state.
 *
 * <p>Needs root, iproute2 and nftables; see {@link #isPossible()}.
 */
public final class NetworkLab implements AutoCloseable {
    private static final int SUBNETS = 249;
    private static final int FREE_ADDRESS = 200;
    private static final String CONTROL_INTERFACE = "ctl0";

    private final String id;
    private final String subnet;
    /** Null if the tests reach hosts on their interface in the network. */
    private final @Nullable String controlSubnet;

    private final Map<Host, Integer> numbers = new HashMap<>();
    private final Map<String, Host> hosts = new LinkedHashMap<>();
    private final Map<Host, Set<String>> cutOff = new HashMap<>();
    private final Map<Host, Integer> lossPercent = new HashMap<>();
    private boolean tcpIsBlocked;
    private final Thread removal = new Thread(this::remove);

    private NetworkLab(String id, String subnet, @Nullable String controlSubnet) {
        this.id = id;
        this.subnet = subnet;
        this.controlSubnet = controlSubnet;
    }

    /** Whether this machine lets us make networks. */
    public static boolean isPossible() {
        return "root".equals(System.getProperty("user.name"))
                && Shell.succeeds("nft", "--version")
                && Shell.succeeds("ip", "netns", "list");
    }

    /** A network of the named hosts, which are well connected at first. */
    public static NetworkLab of(String... hostNames) {
        return of(ThreadLocalRandom.current().nextInt(SUBNETS), hostNames);
    }

    /** A network of the named hosts on the first subnet from this number on that nothing on this machine has. */
    static NetworkLab of(int number, String... hostNames) {
        return make(freeSubnet(number), null, hostNames);
    }

    /**
     * A network of the named hosts, and a second one on another bridge on which the tests reach the hosts. The second network
     * works whatever happens to the hosts' interfaces in the first.
     */
    public static NetworkLab withControlNetwork(String... hostNames) {
        int number = ThreadLocalRandom.current().nextInt(SUBNETS);
        String subnet = freeSubnet(number);
        return make(subnet, freeSubnet(number + 1 + SUBNETS / 2), hostNames);
    }

    private static NetworkLab make(String subnet, @Nullable String controlSubnet, String... hostNames) {
        String id = Integer.toHexString(ThreadLocalRandom.current().nextInt(0x1000, 0x10000));
        NetworkLab lab = new NetworkLab(id, subnet, controlSubnet);
        Runtime.getRuntime().addShutdownHook(lab.removal);
        try {
            makeBridge(lab.bridge(), lab.controlAddress());
            if (controlSubnet != null) {
                makeBridge(lab.controlBridge(), controlSubnet + ".254");
            }
            for (String hostName : hostNames) {
                lab.makeHost(hostName);
            }
        } catch (RuntimeException e) {
            lab.close();
            throw e;
        }
        return lab;
    }

    public Host host(String name) {
        Host host = hosts.get(name);
        if (host == null) {
            throw new IllegalArgumentException("there is no host " + name + " among " + hosts.keySet());
        }
        return host;
    }

    /** Skips subnets in use: answers to the tests could go to a network that a killed run left behind. */
    private static String freeSubnet(int number) {
        for (int i = 0; i < SUBNETS; i++) {
            String subnet = "10.213." + (1 + (number + i) % SUBNETS);
            if (Shell.run("ip", "route", "show", subnet + ".0/24").isBlank()) {
                return subnet;
            }
        }
        throw new IllegalStateException("all networks 10.213.1.0/24 to 10.213." + SUBNETS
                + ".0/24 are in use: delete what killed runs left (ip link show type bridge, ip netns list)");
    }

    /** The address of the tests on the bridge. */
    public String controlAddress() {
        return subnet + ".254";
    }

    /** From now on every host loses this share of the packets that reach it, at random. */
    public void loseEverywhere(int percent) {
        hosts.values().forEach(host -> lose(host, percent));
    }

    /** From now on this host loses this share of the packets that reach it, at random. */
    public void lose(Host host, int percent) {
        lossPercent.put(host, percent);
        applyFilter(host);
    }

    /** From now on no TCP passes between hosts, as behind a firewall that opens only the UDP ports. */
    public void blockTcp() {
        tcpIsBlocked = true;
        hosts.values().forEach(this::applyFilter);
    }

    /** From now on no packet passes between the two sides, in either direction. */
    public void partition(Collection<Host> oneSide, Collection<Host> otherSide) {
        for (Host one : oneSide) {
            for (Host other : otherSide) {
                cutOff.computeIfAbsent(one, host -> new TreeSet<>()).add(other.address());
                cutOff.computeIfAbsent(other, host -> new TreeSet<>()).add(one.address());
            }
        }
        cutOff.keySet().forEach(this::applyFilter);
    }

    /** Ends every partition; losses stay. */
    public void heal() {
        List<Host> affected = List.copyOf(cutOff.keySet());
        cutOff.clear();
        affected.forEach(this::applyFilter);
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(removal);
        } catch (IllegalStateException e) {
            // The JVM is already ending; the hook runs anyway, and removing twice does no harm.
        }
        remove();
    }

    /** An address of this network that no host has. */
    public String freeAddress() {
        return subnet + "." + FREE_ADDRESS;
    }

    /** Makes a host's interface again after {@link Host#deleteInterface()}, with this address. */
    public void makeInterfaceAgain(Host host, String address) {
        makeInterface(host, address);
    }

    private static void makeBridge(String bridge, String address) {
        Shell.run("ip", "link", "add", bridge, "type", "bridge", "mcast_snooping", "0");
        Shell.run("ip", "address", "add", address + "/24", "dev", bridge);
        Shell.run("ip", "link", "set", bridge, "up");
    }

    private void makeHost(String name) {
        int number = hosts.size() + 1;
        String address = subnet + "." + number;
        String control = controlSubnet == null ? address : controlSubnet + "." + number;
        Host host = new Host(name, "rc" + id + "-" + name, address, control);
        Shell.run("ip", "netns", "add", host.namespace());
        hosts.put(name, host);
        numbers.put(host, number);
        host.run("ip", "link", "set", "lo", "up");
        makeInterface(host, address);
        if (controlSubnet != null) {
            makeLink(host, CONTROL_INTERFACE, "rc" + id + "c" + number, controlBridge());
            host.run("ip", "address", "add", control + "/24", "dev", CONTROL_INTERFACE);
            host.run("ip", "link", "set", CONTROL_INTERFACE, "up");
        }
    }

    private void makeInterface(Host host, String address) {
        makeLink(host, Host.INTERFACE, "rc" + id + "v" + numbers.get(host), bridge());
        host.addAddress(address);
        host.setInterfaceUp(true);
        host.run("ip", "route", "add", "224.0.0.0/4", "dev", Host.INTERFACE);
    }

    private static void makeLink(Host host, String inside, String outside, String bridge) {
        List<String> ends = List.of(outside, "type", "veth", "peer", "name", inside, "netns", host.namespace());
        Shell.run(Stream.concat(Stream.of("ip", "link", "add"), ends.stream()).toList(), "");
        Shell.run("ip", "link", "set", outside, "master", bridge, "up");
    }

    /** Replaces the host's whole filter in one transaction, so that there is no moment without one. */
    private void applyFilter(Host host) {
        List<String> rules = new ArrayList<>();
        rules.add("iif lo accept");
        rules.add("ip saddr " + controlAddress() + " accept");
        Set<String> enemies = cutOff.getOrDefault(host, Set.of());
        if (!enemies.isEmpty()) {
            rules.add("ip saddr { " + String.join(", ", enemies) + " } drop");
        }
        if (tcpIsBlocked) {
            rules.add("meta l4proto tcp drop");
        }
        int percent = lossPercent.getOrDefault(host, 0);
        if (percent > 0) {
            rules.add("numgen random mod 100 < " + percent + " drop");
        }
        host.filter("""
                table inet ringcast
                delete table inet ringcast
                table inet ringcast {
                  chain input {
                    type filter hook input priority 0;
                    %s
                  }
                }
                """.formatted(String.join("\n    ", rules)));
    }

    private void remove() {
        hosts.values().forEach(host -> Shell.succeeds("ip", "netns", "delete", host.namespace()));
        Shell.succeeds("ip", "link", "delete", bridge());
        if (controlSubnet != null) {
            Shell.succeeds("ip", "link", "delete", controlBridge());
        }
    }

    private String controlBridge() {
        return "rc" + id + "cb";
    }

    private String bridge() {
        return "rc" + id + "br";
    }
}
