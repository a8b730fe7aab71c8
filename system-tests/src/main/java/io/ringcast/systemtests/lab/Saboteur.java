package io.ringcast.systemtests.lab;

import static java.util.Objects.requireNonNull;

import com.sun.jdi.Bootstrap;
import com.sun.jdi.InvalidTypeException;
import com.sun.jdi.Method;
import com.sun.jdi.ObjectReference;
import com.sun.jdi.ReferenceType;
import com.sun.jdi.ThreadReference;
import com.sun.jdi.VMDisconnectedException;
import com.sun.jdi.VirtualMachine;
import com.sun.jdi.connect.AttachingConnector;
import com.sun.jdi.connect.Connector;
import com.sun.jdi.connect.IllegalConnectorArgumentsException;
import com.sun.jdi.request.BreakpointRequest;
import com.sun.jdi.request.EventRequest;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;

/**
 * Causes faults inside a running process: it throws an error in one of its threads, or halts a thread in the middle of a
 * call. It uses the debugger of the virtual machine, and so needs neither privileges nor changes of the program. The process must have been started with {@link #jvmOption}.
 */
public final class Saboteur implements AutoCloseable {
    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    private final VirtualMachine machine;

    private Saboteur(VirtualMachine machine) {
        this.machine = machine;
    }

    /** Lets a process be sabotaged through a port of this host. */
    public static String jvmOption(int port) {
        return "-agentlib:jdwp=transport=dt_socket,server=y,suspend=n,quiet=y,address=127.0.0.1:" + port;
    }

    /** Attaches to the process that was started with that port. */
    public static Saboteur of(int port) {
        AttachingConnector connector = Bootstrap.virtualMachineManager().attachingConnectors().stream()
                .filter(c -> c.name().equals("com.sun.jdi.SocketAttach"))
                .findFirst()
                .orElseThrow();
        Map<String, Connector.Argument> arguments = connector.defaultArguments();
        requireNonNull(arguments.get("hostname")).setValue("127.0.0.1");
        requireNonNull(arguments.get("port")).setValue(Integer.toString(port));
        try {
            return new Saboteur(connector.attach(arguments));
        } catch (IOException | IllegalConnectorArgumentsException e) {
            throw new IllegalStateException("no process can be sabotaged at port " + port, e);
        }
    }

    /**
     * Has the thread throw an {@link OutOfMemoryError} when it next calls the method. At any other place a
     * library might catch it.
     */
    public void throwOutOfMemoryIn(String thread, String type, String method) {
        haltIn(thread, type, method);
        throwOutOfMemoryIn(thread);
        letGo();
    }

    /** Has the thread throw an {@link OutOfMemoryError}, wherever it is, as soon as it runs. */
    public void throwOutOfMemoryIn(String thread) {
        // Every virtual machine keeps such errors in reserve, for when it has no memory to create one.
        ObjectReference error = type("java.lang.OutOfMemoryError").instances(1).getFirst();
        try {
            thread(thread).stop(error);
        } catch (InvalidTypeException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Halts the thread, with all locks that it holds then, when it next calls the method. Returns when it is halted. */
    public void haltIn(String thread, String type, String method) {
        ThreadReference victim = thread(thread);
        for (Method called : type(type).methodsByName(method)) {
            if (!called.isAbstract() && !called.isNative()) {
                BreakpointRequest request = machine.eventRequestManager().createBreakpointRequest(called.location());
                request.addThreadFilter(victim);
                request.setSuspendPolicy(EventRequest.SUSPEND_EVENT_THREAD);
                request.enable();
            }
        }
        Awaitility.await(thread + " to call " + method).atMost(TIMEOUT).until(victim::isAtBreakpoint);
    }

    /** Lets the halted threads go on. */
    public void letGo() {
        machine.eventRequestManager().deleteAllBreakpoints();
        machine.resume();
    }

    private ThreadReference thread(String name) {
        return machine.allThreads().stream()
                .filter(thread -> thread.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no thread " + name + " among "
                        + machine.allThreads().stream()
                                .map(ThreadReference::name)
                                .toList()));
    }

    private ReferenceType type(String name) {
        List<ReferenceType> types = machine.classesByName(name);
        if (types.isEmpty()) {
            throw new IllegalStateException("the process has not loaded " + name);
        }
        return types.getFirst();
    }

    /** Lets the process go on as it is; one that has ended is left alone. */
    @Override
    public void close() {
        try {
            machine.dispose();
        } catch (VMDisconnectedException ended) {
            // There is nothing left to let go.
        }
    }
}
