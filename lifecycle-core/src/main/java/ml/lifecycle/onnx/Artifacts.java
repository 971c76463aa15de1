package ml.lifecycle.onnx;

import ml.lifecycle.RefusedException;

/** What must be on the class path. A class of its own, which can be loaded where nothing of that is. */
final class Artifacts {

    private Artifacts() {}

    /**
     * Asks for the runtime without starting it.
     *
     * @throws RefusedException if it is not there, with what to add
     */
    static void requirePresent() {
        require("ai.onnxruntime.OrtEnvironment", "com.microsoft.onnxruntime:onnxruntime");
        require("com.google.protobuf.CodedInputStream", "com.google.protobuf:protobuf-java");
    }

    private static void require(String type, String artifact) {
        try {
            Class.forName(type, false, Artifacts.class.getClassLoader());
        } catch (ClassNotFoundException absent) {
            throw new RefusedException("The model is an ONNX file, which is served by what is not on the class path; add "
                    + artifact + ".", absent);
        }
    }
}
