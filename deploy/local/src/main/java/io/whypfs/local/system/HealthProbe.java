package io.whypfs.local.system;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Asks a service on 127.0.0.1 whether it is ready: {@code GET /q/health/ready}, 200 means yes. */
final class HealthProbe {

    private static final int TIMEOUT_MILLIS = 2_000;
    private static final String OK = "HTTP/1.1 200";

    private HealthProbe() {}

    static boolean isReady(int port) {
        return answers(port, "/q/health/ready");
    }

    /** Whether a page answers with 200. */
    static boolean answers(int port, String path) {
        try (Socket socket = new Socket()) {
            socket.connect(
                    new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port), TIMEOUT_MILLIS);
            socket.setSoTimeout(TIMEOUT_MILLIS);
            String request = "GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1:" + port + "\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            InputStream in = socket.getInputStream();
            String status = new String(in.readNBytes(OK.length()), StandardCharsets.US_ASCII);
            return status.equals(OK);
        } catch (IOException notYet) {
            return false;
        }
    }
}
