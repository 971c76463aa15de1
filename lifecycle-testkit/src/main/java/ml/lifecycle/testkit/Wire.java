package ml.lifecycle.testkit;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import ml.lifecycle.RefusedException;
import ml.lifecycle.model.Prediction;

/** Rows and answers as bytes, without loss; read by the same version that wrote them. */
final class Wire {

    private Wire() {}

    static void writeRows(DataOutputStream out, List<Map<String, Object>> rows) throws IOException {
        out.writeInt(rows.size());
        for (Map<String, Object> row : rows) {
            out.writeInt(row.size());
            for (Map.Entry<String, Object> entry : row.entrySet()) {
                writeText(out, entry.getKey());
                writeValue(out, entry.getValue());
            }
        }
    }

    static List<Map<String, Object>> readRows(DataInputStream in) throws IOException {
        int count = in.readInt();
        List<Map<String, Object>> rows = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            Map<String, Object> row = new LinkedHashMap<>();
            int columns = in.readInt();
            for (int column = 0; column < columns; column++) {
                row.put(readText(in), readValue(in));
            }
            rows.add(row);
        }
        return rows;
    }

    private static void writeValue(DataOutputStream out, Object value) throws IOException {
        if (value instanceof Double number) {
            out.writeByte('d');
            out.writeDouble(number);
        } else if (value instanceof Long number) {
            out.writeByte('l');
            out.writeLong(number);
        } else if (value instanceof Boolean truth) {
            out.writeByte('b');
            out.writeBoolean(truth);
        } else if (value instanceof Instant moment) {
            out.writeByte('i');
            writeText(out, moment.toString());
        } else {
            out.writeByte('t');
            writeText(out, value.toString());
        }
    }

    private static Object readValue(DataInputStream in) throws IOException {
        byte kind = in.readByte();
        return switch (kind) {
            case 'd' -> in.readDouble();
            case 'l' -> in.readLong();
            case 'b' -> in.readBoolean();
            case 'i' -> Instant.parse(readText(in));
            case 't' -> readText(in);
            default -> throw new RefusedException("A value of kind " + kind + " is unknown; the other process runs"
                    + " another version of the testkit.");
        };
    }

    static void writeAnswers(DataOutputStream out, List<Prediction> answers) throws IOException {
        out.writeInt(answers.size());
        for (Prediction answer : answers) {
            writeText(out, answer.label());
            out.writeDouble(answer.value());
            out.writeInt(answer.scores().size());
            for (Map.Entry<String, Double> score : answer.scores().entrySet()) {
                writeText(out, score.getKey());
                out.writeDouble(score.getValue());
            }
        }
    }

    static List<Prediction> readAnswers(DataInputStream in) throws IOException {
        int count = in.readInt();
        List<Prediction> answers = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            String label = readText(in);
            double value = in.readDouble();
            Map<String, Double> scores = new LinkedHashMap<>();
            int size = in.readInt();
            for (int score = 0; score < size; score++) {
                scores.put(readText(in), in.readDouble());
            }
            answers.add(new Prediction(label, value, scores, List.of()));
        }
        return answers;
    }

    /** Not {@code writeUTF}: that ends at 65,535 bytes. */
    private static void writeText(DataOutputStream out, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static String readText(DataInputStream in) throws IOException {
        return new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8);
    }
}
