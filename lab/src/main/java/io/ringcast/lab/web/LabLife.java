package io.ringcast.lab.web;

import io.ringcast.lab.process.Board;
import io.ringcast.lab.process.LabProcesses;
import io.ringcast.lab.trace.Recorder;
import org.springframework.context.SmartLifecycle;

/** Starts the processes with the lab, and ends them with it. */
final class LabLife implements SmartLifecycle {
    private final LabProcesses processes;
    private final Board board;
    private final Recorder recorder;
    private volatile boolean running;

    LabLife(LabProcesses processes, Board board, Recorder recorder) {
        this.processes = processes;
        this.board = board;
        this.recorder = recorder;
    }

    @Override
    public void start() {
        running = true;
        processes.startAll();
        board.start();
        recorder.start();
    }

    @Override
    public void stop() {
        running = false;
        board.close();
        recorder.close();
        processes.close();
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
