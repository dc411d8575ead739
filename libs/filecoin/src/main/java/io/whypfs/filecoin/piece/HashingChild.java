package io.whypfs.filecoin.piece;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** What runs in the JVM that {@link HashingProcess} starts. It ends when its standard input does, so with its parent. */
final class HashingChild {

    private final DataOutputStream answers;
    private final BlockingQueue<NodeBuffer> free;
    private final ExecutorService workers;

    private HashingChild(DataOutputStream answers, int threads) {
        this.answers = answers;
        this.free = new ArrayBlockingQueue<>(threads + 1);
        for (int i = 0; i <= threads; i++) {
            free.add(new NodeBuffer());
        }
        this.workers = Executors.newFixedThreadPool(threads);
    }

    /** @param arguments how many threads hash */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        DataOutputStream answers = new DataOutputStream(new FileOutputStream(FileDescriptor.out));
        answers.write(SubtreeHasherChoice.isWide() ? 1 : 0);
        answers.flush();
        if (SubtreeHasherChoice.isWide()) {
            new HashingChild(answers, Integer.parseInt(arguments[0]))
                    .serve(new DataInputStream(new FileInputStream(FileDescriptor.in)));
        }
    }

    private void serve(DataInputStream questions) throws IOException, InterruptedException {
        try (workers) {
            while (true) {
                int id = questions.readInt();
                NodeBuffer buffer = free.take();
                questions.readFully(buffer.payload);
                workers.execute(() -> answer(id, buffer));
            }
        } catch (EOFException e) {
            // The parent has no more to hash, or has gone; what it asked for is still answered.
        }
    }

    private void answer(int id, NodeBuffer buffer) {
        byte[] node = new byte[Commitment.BYTES];
        buffer.hash(node);
        free.add(buffer);
        byte[] message = ByteBuffer.allocate(Integer.BYTES + Commitment.BYTES)
                .putInt(id)
                .put(node)
                .array();
        try {
            synchronized (answers) {
                answers.write(message);
                answers.flush();
            }
        } catch (IOException e) {
            // Nobody listens any more.
            Runtime.getRuntime().halt(1);
        }
    }
}
