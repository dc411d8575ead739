package io.whypfs.devnet;

import java.io.IOException;
import java.time.Clock;
import java.util.List;

/**
 * The main of the simulated Filecoin.
 *
 * <p>Exit code 0 after SIGTERM, 1 after one clear sentence on the error output. Arguments: {@link DevnetSettings}.
 */
public final class Devnet {

    private Devnet() {}

    public static void main(String[] arguments) {
        // Read once by the JDK's server: no waiting for a full packet, and ten seconds for a whole request.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        System.setProperty("sun.net.httpserver.maxReqTime", "10");
        try {
            DevnetServer server = DevnetServer.start(DevnetSettings.from(List.of(arguments)), Clock.systemUTC());
            Runtime.getRuntime().addShutdownHook(new Thread(server::close, "stop"));
            System.out.println(server.greeting());
        } catch (IllegalArgumentException | IOException e) {
            System.err.println("The devnet cannot start: " + e.getMessage());
            System.exit(1);
        }
    }
}
