package io.whypfs.local.system;

import io.whypfs.local.process.StartException;
import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Properties;
import java.util.UUID;

/**
 * What was generated at the first start and stays: the internal token and the database passwords in {@code secrets}, the
 * administrator's API key in {@code admin.key}. Both files are for their owner's eyes only.
 */
final class Secrets {

    private static final String INTERNAL_TOKEN = "internal-token";
    private static final String POSTGRES = "postgres-password";
    private static final String PIECES = "pieces-secret";
    private static final String WALLET = "wallet-secret";
    /** Secrets that homes of an earlier version lack; made at the next start. */
    private static final List<String> LATER = List.of(PIECES, WALLET);

    private static final int SECRET_BYTES = 24;

    private final Properties values;

    private Secrets(Properties values) {
        this.values = values;
    }

    /**
     * Reads the files, or makes them.
     *
     * @throws StartException when only one of secrets and database is there
     */
    static Secrets in(HomeFolder home) {
        try {
            if (!Files.exists(home.adminKey())) {
                write(home.adminKey(), "EST" + UUID.randomUUID() + "ARY\n");
            }
            if (!Files.exists(home.secrets())) {
                refuseOldDatabase(home);
                write(home.secrets(), generated());
            }
            Properties values = new Properties();
            try (Reader reader = Files.newBufferedReader(home.secrets())) {
                values.load(reader);
            }
            addLater(home, values);
            return new Secrets(values);
        } catch (IOException e) {
            throw new StartException("could not keep the generated secrets in " + home.path() + ": " + e + ".", e);
        }
    }

    private static void addLater(HomeFolder home, Properties values) throws IOException {
        if (!values.keySet().containsAll(LATER)) {
            LATER.forEach(key -> values.putIfAbsent(key, random()));
            write(home.secrets(), text(values));
        }
    }

    private static void refuseOldDatabase(HomeFolder home) {
        if (Files.exists(home.path().resolve("postgres/data"))) {
            throw new StartException("the file " + home.secrets() + " is missing and the database in " + home.path()
                    + " cannot be opened without it: restore it, or choose another folder with WHYPFS_HOME=.");
        }
    }

    String internalToken() {
        return value(INTERNAL_TOKEN);
    }

    String postgresPassword() {
        return value(POSTGRES);
    }

    /** What the tokens are made with by which storage providers fetch pieces. */
    String piecesSecret() {
        return value(PIECES);
    }

    /** What the wallet's keys are encrypted with. */
    String walletSecret() {
        return value(WALLET);
    }

    /** The password of a schema's login role. */
    String rolePassword(String schema) {
        return value("role-password-" + schema);
    }

    private String value(String key) {
        String value = values.getProperty(key);
        if (value == null) {
            throw new StartException("the file secrets in the home folder lacks " + key + ": restore the file.");
        }
        return value;
    }

    private static String generated() throws IOException {
        Properties made = new Properties();
        made.setProperty(INTERNAL_TOKEN, random());
        made.setProperty(POSTGRES, random());
        for (String schema : SystemPlan.SCHEMAS) {
            made.setProperty("role-password-" + schema, random());
        }
        LATER.forEach(key -> made.setProperty(key, random()));
        return text(made);
    }

    private static String text(Properties values) throws IOException {
        StringWriter text = new StringWriter();
        values.store(text, "Generated at the first start.");
        return text.toString();
    }

    private static String random() {
        byte[] bytes = new byte[SECRET_BYTES];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** The file appears whole or not at all, readable by its owner only from its first byte on. */
    private static void write(Path file, String text) throws IOException {
        Path draft = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(draft);
        Files.createFile(draft, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try (FileChannel channel = FileChannel.open(draft, StandardOpenOption.WRITE)) {
            channel.write(StandardCharsets.UTF_8.encode(text));
            channel.force(true);
        }
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
    }
}
