package io.ringcast.console.lab;

import io.ringcast.console.ProcessExit;
import java.io.IOException;
import java.io.InputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.InitializingBean;

/**
 * Ends this process with its lab. Standard input is a pipe whose other end only the lab has: however the lab ends, also by
 * {@code kill -9}, the operating system closes the pipe, and reading from it says so.
 */
final class EndOfTheLab implements InitializingBean {
    private static final Logger log = LoggerFactory.getLogger(EndOfTheLab.class);

    private final InputStream fromTheLab;
    private final ProcessExit exit;

    EndOfTheLab(InputStream fromTheLab, ProcessExit exit) {
        this.fromTheLab = fromTheLab;
        this.exit = exit;
    }

    @Override
    public void afterPropertiesSet() {
        Thread.ofPlatform().name("end-of-the-lab").daemon().start(this::await);
    }

    private void await() {
        try {
            while (fromTheLab.read() >= 0) {
                // The lab writes nothing; whatever comes, it is still there.
            }
            log.info("The lab has ended, and so does this process");
        } catch (IOException e) {
            log.warn("The pipe from the lab is broken, and so this process ends", e);
        }
        exit.begin();
    }
}
