package io.ringcast.console.web;

import java.net.BindException;
import org.apache.coyote.http11.Http11NioProtocol;

/**
 * Tomcat's HTTP, on the given port or the next one that is free. To try and to take a port are one step, so that any
 * number of processes can start at the same time.
 */
public final class NextFreePortProtocol extends Http11NioProtocol {
    private static final int PORTS_TRIED_MAX = 100;

    /** Tomcat makes it by name. */
    public NextFreePortProtocol() {}

    @Override
    public void start() throws Exception {
        int last = Math.min(getPort() + PORTS_TRIED_MAX - 1, 65_535);
        while (true) {
            try {
                super.start();
                return;
            } catch (BindException e) {
                if (getPort() >= last) {
                    throw e;
                }
                setPort(getPort() + 1);
            }
        }
    }
}
