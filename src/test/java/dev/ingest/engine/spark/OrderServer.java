package dev.ingest.engine.spark;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The main class of a Spark application that works on the orders of a test, which it connects to: a line with their number,
 * then each on its own; each answer goes back when it came, and {@code END} or the failure's message behind them.
 */
public final class OrderServer {
    private OrderServer() {}

    /** Argument: the test's port. */
    public static void main(String[] arguments) throws IOException {
        try (Socket test = new Socket(InetAddress.getLoopbackAddress(), Integer.parseInt(arguments[0]));
                BufferedReader orders =
                        new BufferedReader(new InputStreamReader(test.getInputStream(), StandardCharsets.UTF_8));
                PrintWriter answers = new PrintWriter(test.getOutputStream(), true, StandardCharsets.UTF_8)) {
            SparkCluster cluster = new SparkCluster();
            answers.println(cluster.cores() + " " + cluster.coresOfAProcess());
            for (String count = orders.readLine(); count != null; count = orders.readLine()) {
                List<String> all = new ArrayList<>();
                for (int i = Integer.parseInt(count); i > 0; i--) {
                    all.add(orders.readLine());
                }
                answer(cluster, all, answers);
            }
        }
    }

    private static void answer(SparkCluster cluster, List<String> orders, PrintWriter answers) {
        try {
            cluster.begin("the test's", orders).answers(answers::println).forEach(answers::println);
            answers.println("END");
        } catch (RuntimeException e) {
            answers.println(e.getMessage());
        }
    }
}
