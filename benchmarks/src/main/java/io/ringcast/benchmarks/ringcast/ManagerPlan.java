package io.ringcast.benchmarks.ringcast;

import io.ringcast.benchmarks.process.Installation;
import java.nio.file.Path;

/**
 * The DHT's managers that are measured together.
 *
 * @param name what tables call them
 * @param jar of the manager
 * @param managers how many there are; more than one form a group that needs a majority
 */
public record ManagerPlan(String name, Path jar, int managers) {
    private static final String MODULE = "dht-manager";

    /** Managers of this build. */
    public static ManagerPlan of(int managers) {
        return new ManagerPlan("Ringcast", Installation.jar(MODULE), managers);
    }

    /**
     * One manager of another build of the project.
     *
     * @param root that build's directory
     */
    public static ManagerPlan ofBuild(Path root) {
        return new ManagerPlan("Ringcast of " + root.getFileName(), Installation.jar(root, MODULE), 1);
    }
}
