package io.whypfs.api.upload;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** Requests that a well-behaved client does not send. */
final class RawHttp {

    private RawHttp() {}

    /** Sends {@code text} and reads the first line of what comes back. */
    static String head(URI server, String text) throws IOException {
        try (Socket socket = open(server)) {
            socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
            return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1))
                    .readLine();
        }
    }

    static Socket open(URI server) throws IOException {
        Socket socket = new Socket(server.getHost(), server.getPort());
        socket.setSoTimeout(60_000);
        return socket;
    }
}
