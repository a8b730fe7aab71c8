package io.ringcast.benchmarks.compared;

import io.etcd.jetcd.ByteSequence;
import io.etcd.jetcd.Client;
import io.etcd.jetcd.KV;
import io.etcd.jetcd.kv.TxnResponse;
import io.etcd.jetcd.op.Cmp;
import io.etcd.jetcd.op.CmpTarget;
import io.etcd.jetcd.op.Op;
import io.etcd.jetcd.options.PutOption;
import io.ringcast.benchmarks.load.Caller;
import io.ringcast.benchmarks.load.MeasuredService;
import io.ringcast.benchmarks.load.MeasuredWork;
import io.ringcast.benchmarks.load.SlotNumbers;
import io.ringcast.benchmarks.process.Installation;
import io.ringcast.benchmarks.process.Program;
import io.ringcast.systemtests.lab.Ports;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Three members of etcd. A slot is claimed by a transaction that puts a key that does not exist yet. Clients use gRPC; they
 * are spread over the members, and those of one member share a connection.
 */
public final class Etcd implements MeasuredService {
    private static final int MEMBERS = 3;
    private static final int TIMEOUT_SECONDS = 5;
    private static final ByteSequence HOLDER = bytes("alice");

    private final List<Program> members = new ArrayList<>();
    private final List<Client> clients = new ArrayList<>();
    private final SlotNumbers slots = new SlotNumbers();
    private final AtomicInteger callers = new AtomicInteger();

    /** Starts it and waits until all members are healthy. */
    public Etcd(Path directory) {
        List<String> clientUrls = new ArrayList<>();
        List<String> peerUrls = new ArrayList<>();
        List<String> cluster = new ArrayList<>();
        for (int i = 0; i < MEMBERS; i++) {
            clientUrls.add("http://127.0.0.1:" + Ports.freeTcp());
            peerUrls.add("http://127.0.0.1:" + Ports.freeTcp());
            cluster.add("e" + i + "=" + peerUrls.get(i));
        }
        for (int i = 0; i < MEMBERS; i++) {
            members.add(start("e" + i, directory, clientUrls.get(i), peerUrls.get(i), String.join(",", cluster)));
        }
        for (int i = 0; i < MEMBERS; i++) {
            Client client = Client.builder().endpoints(clientUrls.get(i)).build();
            clients.add(client);
            members.get(i).awaitReady(() -> isHealthy(client.getKVClient()));
        }
    }

    private static Program start(String name, Path directory, String client, String peer, String cluster) {
        return Program.start(
                name,
                directory.resolve(name),
                List.of(
                        Installation.program("etcd", "etcd-server").toString(),
                        "--name=" + name,
                        "--data-dir=data",
                        "--listen-client-urls=" + client,
                        "--advertise-client-urls=" + client,
                        "--listen-peer-urls=" + peer,
                        "--initial-advertise-peer-urls=" + peer,
                        "--initial-cluster=" + cluster,
                        "--initial-cluster-state=new",
                        "--log-level=error"));
    }

    /** Whether the member answers a linearizable read, which only a member with a leader does. */
    private static boolean isHealthy(KV member) {
        try {
            member.get(bytes("ready")).get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
            return true;
        } catch (ExecutionException | TimeoutException e) {
            return false; // It does not listen yet.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public String name() {
        return "etcd, 3 members";
    }

    @Override
    public Caller newCaller(MeasuredWork work) {
        if (work != MeasuredWork.RESERVE) {
            throw new IllegalArgumentException("only claims of slots are compared");
        }
        KV member = clients.get(callers.getAndIncrement() % MEMBERS).getKVClient();
        return () -> claim(member);
    }

    private void claim(KV member) throws Exception {
        ByteSequence key = bytes("slot-" + slots.next());
        TxnResponse answer = member.txn()
                .If(new Cmp(key, Cmp.Op.EQUAL, CmpTarget.createRevision(0)))
                .Then(Op.put(key, HOLDER, PutOption.DEFAULT))
                .commit()
                .get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
        if (!answer.isSucceeded()) {
            throw new IOException("etcd answered " + answer);
        }
    }

    private static ByteSequence bytes(String text) {
        return ByteSequence.from(text, StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        clients.forEach(Client::close);
        members.forEach(Program::close);
    }
}
