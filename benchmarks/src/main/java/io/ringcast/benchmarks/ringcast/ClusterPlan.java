package io.ringcast.benchmarks.ringcast;

import io.ringcast.benchmarks.process.Installation;
import java.nio.file.Path;

/**
 * The reservation servers of one cluster.
 *
 * @param name what tables call the cluster
 * @param jar of the server
 * @param servers how many there are
 * @param durability {@code always} or {@code interval}
 */
public record ClusterPlan(String name, Path jar, int servers, String durability) {
    private static final String ALWAYS = "always";

    /** Servers of this build that store each change before they answer. */
    public static ClusterPlan durable(int servers) {
        return new ClusterPlan("Ringcast", thisBuild(), servers, ALWAYS);
    }

    /** Servers of this build that do not wait for the disk. */
    public static ClusterPlan storingAtIntervals(int servers) {
        return new ClusterPlan("Ringcast, durability=interval", thisBuild(), servers, "interval");
    }

    /**
     * The durable servers of another build of the project.
     *
     * @param root that build's directory
     */
    public static ClusterPlan ofBuild(Path root, int servers) {
        Path jar = Installation.jar(root, ServiceProcess.RESERVATION_SERVER);
        return new ClusterPlan("Ringcast of " + root.getFileName(), jar, servers, ALWAYS);
    }

    private static Path thisBuild() {
        return Installation.jar(ServiceProcess.RESERVATION_SERVER);
    }
}
