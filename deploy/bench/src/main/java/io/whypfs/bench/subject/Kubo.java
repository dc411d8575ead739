package io.whypfs.bench.subject;

import io.whypfs.bench.load.LoadRun;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Kubo with a new repository, on loopback, without peers, routing, mDNS and providing. Its settings are otherwise the
 * defaults, which do not sync a block to disk before the answer. Files are added as 1 MiB chunks with raw leaves, like
 * WhyPFS' default profile.
 */
public final class Kubo implements Target {

    private static final String READY = "Daemon is ready";

    private static final List<List<String>> OFFLINE = List.of(
            List.of("--json", "Bootstrap", "[]"),
            List.of("--json", "DNS.Resolvers", "{}"),
            List.of("--json", "Routing.DelegatedRouters", "[]"),
            List.of("--json", "Ipns.DelegatedPublishers", "[]"),
            List.of("Routing.Type", "none"),
            List.of("--json", "Discovery.MDNS.Enabled", "false"),
            List.of("--json", "AutoConf.Enabled", "false"),
            List.of("--json", "AutoTLS.Enabled", "false"),
            List.of("--json", "Provide.Enabled", "false"),
            List.of("--json", "Swarm.DisableNatPortMap", "true"));

    private final int rpcPort;
    private final int gatewayPort;
    private final StartedProcess daemon;
    private final TemporaryFolder repository;

    private Kubo(int rpcPort, int gatewayPort, StartedProcess daemon, TemporaryFolder repository) {
        this.rpcPort = rpcPort;
        this.gatewayPort = gatewayPort;
        this.daemon = daemon;
        this.repository = repository;
    }

    /** The {@code ipfs} on the PATH. */
    public static Optional<Path> onPath() {
        for (String folder : System.getenv().getOrDefault("PATH", "").split(":")) {
            Path ipfs = Path.of(folder.isEmpty() ? "." : folder, "ipfs");
            if (Files.isExecutable(ipfs)) {
                return Optional.of(ipfs);
            }
        }
        return Optional.empty();
    }

    public static Kubo started(Path ipfs, Path parent) {
        TemporaryFolder repository = TemporaryFolder.create(parent, "kubo-bench-");
        try {
            List<Integer> ports = freePorts(3);
            run(ipfs, repository, List.of("init", "--empty-repo"));
            for (List<String> setting : OFFLINE) {
                List<String> command = new ArrayList<>(List.of("config"));
                command.addAll(setting);
                run(ipfs, repository, command);
            }
            run(ipfs, repository, List.of("config", "Addresses.API", address(ports.get(0))));
            run(ipfs, repository, List.of("config", "Addresses.Gateway", address(ports.get(1))));
            run(
                    ipfs,
                    repository,
                    List.of("config", "--json", "Addresses.Swarm", "[\"" + address(ports.get(2)) + "\"]"));
            StartedProcess.Ready ready = StartedProcess.start(command(ipfs, repository, List.of("daemon")), READY);
            return new Kubo(ports.get(0), ports.get(1), ready.process(), repository);
        } catch (RuntimeException e) {
            repository.close();
            throw e;
        }
    }

    private static String address(int port) {
        return "/ip4/127.0.0.1/tcp/" + port;
    }

    private static List<Integer> freePorts(int count) {
        List<ServerSocket> held = new ArrayList<>();
        try {
            List<Integer> ports = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                held.add(socket);
                ports.add(socket.getLocalPort());
            }
            for (ServerSocket socket : held) {
                socket.close();
            }
            return ports;
        } catch (IOException e) {
            throw new UncheckedIOException("No free port on loopback", e);
        }
    }

    private static ProcessBuilder command(Path ipfs, TemporaryFolder repository, List<String> arguments) {
        List<String> command = new ArrayList<>(List.of(ipfs.toString()));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("IPFS_PATH", repository.path().toString());
        builder.environment().put("IPFS_TELEMETRY", "off");
        return builder;
    }

    private static void run(Path ipfs, TemporaryFolder repository, List<String> arguments) {
        try {
            Process process = command(ipfs, repository, arguments)
                    .redirectErrorStream(true)
                    .start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IllegalStateException("ipfs " + String.join(" ", arguments) + ": " + output.strip());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("ipfs cannot be run", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    @Override
    public String name() {
        return "Kubo";
    }

    @Override
    public LoadRun.Uploads uploads(long fileBytes) {
        String target = "/api/v0/add?cid-version=1&raw-leaves=true&chunker=size-1048576&progress=false";
        return new LoadRun.Uploads("127.0.0.1", rpcPort, target, "", "file", fileBytes);
    }

    @Override
    public LoadRun.Reads reads(List<String> cids, long fileBytes) {
        return new LoadRun.Reads(
                "127.0.0.1",
                gatewayPort,
                cids.stream().map(cid -> "/ipfs/" + cid).toList(),
                fileBytes);
    }

    @Override
    public List<Long> processes() {
        return List.of(daemon.pid());
    }

    @Override
    public void close() {
        Closing.inOrder(List.of(daemon, repository));
    }
}
