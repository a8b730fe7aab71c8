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

/**
 * A network of hosts on one bridge, inside this machine: a namespace and an address for each host, and a packet filter in
 * each that loses packets or cuts hosts off. It is connected to no other network. The tests themselves sit on the bridge
 * too, at {@link #controlAddress()}; what goes to and from there is never filtered, so that a host that is cut off can
 * still be asked how it is.
 *
 * <p>Needs root, iproute2 and nftables; see {@link #isPossible()}.
 */
public final class NetworkLab implements AutoCloseable {
    private static final int SUBNETS = 249;

    private final String id;
    private final String subnet;
    private final Map<String, Host> hosts = new LinkedHashMap<>();
    private final Map<Host, Set<String>> cutOff = new HashMap<>();
    private final Map<Host, Integer> lossPercent = new HashMap<>();
    private final Thread removal = new Thread(this::remove);

    private NetworkLab(String id, String subnet) {
        this.id = id;
        this.subnet = subnet;
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

    /** The same, on the first subnet from this number on that nothing on this machine has. */
    static NetworkLab of(int number, String... hostNames) {
        NetworkLab lab = new NetworkLab(
                Integer.toHexString(ThreadLocalRandom.current().nextInt(0x1000, 0x10000)), freeSubnet(number));
        Runtime.getRuntime().addShutdownHook(lab.removal);
        try {
            lab.makeBridge();
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

    /** A network that a killed run left behind would have answers for the tests on this one go there. */
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

    private void makeBridge() {
        Shell.run("ip", "link", "add", bridge(), "type", "bridge", "mcast_snooping", "0");
        Shell.run("ip", "address", "add", controlAddress() + "/24", "dev", bridge());
        Shell.run("ip", "link", "set", bridge(), "up");
    }

    private void makeHost(String name) {
        int number = hosts.size() + 1;
        Host host = new Host(name, "rc" + id + "-" + name, subnet + "." + number);
        String outside = "rc" + id + "v" + number;
        Shell.run("ip", "netns", "add", host.namespace());
        hosts.put(name, host);
        Shell.run(
                "ip",
                "link",
                "add",
                outside,
                "type",
                "veth",
                "peer",
                "name",
                Host.INTERFACE,
                "netns",
                host.namespace());
        Shell.run("ip", "link", "set", outside, "master", bridge(), "up");
        host.run("ip", "address", "add", host.address() + "/24", "dev", Host.INTERFACE);
        host.run("ip", "link", "set", "lo", "up");
        host.run("ip", "link", "set", Host.INTERFACE, "up");
        host.run("ip", "route", "add", "224.0.0.0/4", "dev", Host.INTERFACE);
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
    }

    private String bridge() {
        return "rc" + id + "br";
    }
}
