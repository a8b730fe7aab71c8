package io.ringcast.protocol.autoconfigure;

import io.ringcast.foundation.lab.LabNetwork;
import io.ringcast.protocol.network.InterfaceSelector;
import io.ringcast.protocol.network.TransportException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Makes a process part of a lab, on loopback only.
 *
 * @param ports {@code ringcast.lab.ports}: the first of the {@value LabNetwork#PORTS} UDP ports that this process sends from;
 *     null outside of labs
 */
@ConfigurationProperties("ringcast.lab")
public record LabProperties(@Nullable Integer ports) {
    /**
     * What the lab does to the process's datagrams.
     *
     * @throws TransportException if the process does not use loopback, or the port is out of range
     */
    LabNetwork network(String networkInterface) {
        if (ports == null) {
            throw new IllegalStateException("asked for without ringcast.lab.ports");
        }
        if (!networkInterface.equals(InterfaceSelector.LOOPBACK)) {
            throw new TransportException(
                    "ringcast.lab.ports makes a process part of a lab, which may lose and delay its"
                            + " datagrams. That is for loopback only, and ringcast.interface is " + networkInterface
                            + ": leave one of the two out.");
        }
        try {
            return new LabNetwork(ports);
        } catch (IllegalArgumentException e) {
            throw new TransportException("ringcast.lab.ports: " + e.getMessage() + ".", e);
        }
    }
}
