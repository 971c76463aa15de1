package ml.lifecycle.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import ml.lifecycle.RefusedException;
import ml.lifecycle.model.Prediction;
import ml.lifecycle.model.Predictor;

/** Asks a model by several threads that start together, each beginning at another row. */
record ManyThreads(Predictor model, List<Map<String, Object>> rows, int threads) {

    /** So many questions in all that threads overlap even where there are few rows and few processors. */
    private static final int QUESTIONS = 4000;

    ManyThreads {
        if (threads < 2) {
            throw new RefusedException("There are no " + threads + " threads at once; ask for at least 2.");
        }
    }

    /** The answers of each thread in each of its rounds, in the order of the rows. */
    List<List<Prediction>> ask() {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            CyclicBarrier start = new CyclicBarrier(threads);
            List<Future<List<List<Prediction>>>> futures = new ArrayList<>();
            for (int thread = 0; thread < threads; thread++) {
                int offset = thread * rows.size() / threads;
                futures.add(pool.submit(() -> {
                    start.await();
                    return rounds(offset);
                }));
            }
            List<List<Prediction>> all = new ArrayList<>();
            for (Future<List<List<Prediction>>> future : futures) {
                all.addAll(result(future));
            }
            return all;
        } finally {
            pool.shutdownNow();
        }
    }

    private List<List<Prediction>> rounds(int offset) {
        int rounds = Math.max(1, Math.min(20, QUESTIONS / Math.max(1, threads * rows.size())));
        List<List<Prediction>> all = new ArrayList<>();
        for (int round = 0; round < rounds; round++) {
            Prediction[] answers = new Prediction[rows.size()];
            for (int i = 0; i < answers.length; i++) {
                int row = (i + offset) % answers.length;
                answers[row] = model.predict(rows.get(row));
            }
            all.add(List.of(answers));
        }
        return all;
    }

    /** What the model threw reaches the caller as it is. */
    private static List<List<Prediction>> result(Future<List<List<Prediction>>> future) {
        try {
            return future.get();
        } catch (ExecutionException failure) {
            throw Rethrow.unchanged(failure.getCause());
        } catch (InterruptedException interrupt) {
            Thread.currentThread().interrupt();
            throw Rethrow.unchanged(interrupt);
        }
    }
}
