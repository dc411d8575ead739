package io.whypfs.corenode.pieces.layout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.whypfs.ipld.block.Block;
import io.whypfs.ipld.car.CarWriter;
import io.whypfs.multiformats.Cid;
import io.whypfs.multiformats.Multicodec;
import io.whypfs.multiformats.MultiformatException;
import io.whypfs.multiformats.Multihash;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SectionRowTest {

    private final Random random = new Random(7);

    private Block block(int bytes) {
        byte[] data = new byte[bytes];
        random.nextBytes(data);
        Multihash hash = Multihash.sha256(data);
        return new Block(random.nextBoolean() ? Cid.v0(hash) : Cid.v1(Multicodec.RAW, hash), data);
    }

    @Test
    void tellsWhereEachByteOfTheCarStands() throws IOException {
        // Given
        List<Block> blocks = new ArrayList<>();
        for (int i = 0; i < 2500; i++) {
            blocks.add(block(i % 5 == 0 ? 0 : random.nextInt(300)));
        }
        Cid root = blocks.getFirst().cid();
        ByteArrayOutputStream car = new ByteArrayOutputStream();
        CarWriter writer = new CarWriter(car, List.of(root));
        List<SectionRow> rows = new ArrayList<>();
        LayoutRecorder layout = new LayoutRecorder(
                root, (number, offset, sections) -> rows.add(SectionRow.decode(number, offset, sections)));

        // When
        for (Block block : blocks) {
            writer.put(block);
            layout.add(block.cid(), block.data().length);
        }
        layout.finish();

        // Then
        byte[] bytes = car.toByteArray();
        assertThat(layout.carBytes()).isEqualTo(bytes.length);
        assertThat(layout.sections()).isEqualTo(2500);
        assertThat(rows).extracting(SectionRow::count).containsExactly(1024, 1024, 452);
        assertThat(rows.getLast().end()).isEqualTo(bytes.length);
        int index = 0;
        for (SectionRow row : rows) {
            for (int i = 0; i < row.count(); i++) {
                PlacedSection section = row.section(i);
                Block block = blocks.get(index++);
                assertThat(section.cid()).isEqualTo(block.cid());
                int data = (int) section.offset() + section.headBytes();
                assertThat(Arrays.copyOfRange(bytes, (int) section.offset(), data))
                        .isEqualTo(section.head());
                assertThat(Arrays.copyOfRange(bytes, data, (int) section.end())).isEqualTo(block.data());
                assertThat(row.indexOf(section.offset())).isEqualTo(i);
                assertThat(row.indexOf(section.end() - 1)).isEqualTo(i);
            }
        }
    }

    @Test
    void refusesWhatIsNoRow() {
        assertThatThrownBy(() -> SectionRow.decode(0, 59, new byte[] {1, 2, 3}))
                .isInstanceOf(MultiformatException.class);
        assertThat(SectionRow.decode(0, 59, new byte[0]).end()).isEqualTo(59);
    }
}
