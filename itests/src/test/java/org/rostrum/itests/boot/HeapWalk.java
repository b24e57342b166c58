package org.rostrum.itests.boot;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.netbeans.lib.profiler.heap.FieldValue;
import org.netbeans.lib.profiler.heap.GCRoot;
import org.netbeans.lib.profiler.heap.Heap;
import org.netbeans.lib.profiler.heap.HeapFactory;
import org.netbeans.lib.profiler.heap.Instance;
import org.netbeans.lib.profiler.heap.JavaClass;
import org.netbeans.lib.profiler.heap.ObjectFieldValue;

/** Looks through a heap dump for the class loaders of bundles, and for what holds them. */
final class HeapWalk {
    private static final String LOADERS = "org.apache.felix.framework.BundleWiringImpl$BundleClassLoader";
    private static final int LONGEST = 60;

    private final Heap heap;

    /** @param dump in a folder of its own: the library keeps files beside it, and goes by them when it comes again */
    HeapWalk(Path dump) throws IOException {
        this.heap = HeapFactory.createHeap(new File(dump.toString()));
    }

    /** What holds each class loader of a class of this name, from the root on; empty when none is reachable. */
    List<String> holders(String className) {
        List<String> holders = new ArrayList<>();
        for (Object found :
                heap.getJavaClassesByRegExp(className.replace(".", "\\.").replace("$", "\\$"))) {
            Instance loader = ((JavaClass) found).getClassLoader();
            if (loader != null && loader.getJavaClass().getName().equals(LOADERS)) {
                String path = path(loader);
                if (!path.isEmpty()) {
                    holders.add(path);
                }
            }
        }
        return holders;
    }

    /** Empty when only weak references lead there. */
    private String path(Instance from) {
        List<String> steps = new ArrayList<>();
        @Nullable Instance at = from;
        for (int i = 0; at != null && i < LONGEST; i++) {
            GCRoot root = heap.getGCRoot(at);
            if (root != null) {
                steps.add(at.getJavaClass().getName() + " is a root: " + root.getKind());
                return String.join("\n  of ", steps);
            }
            Instance next = at.getNearestGCRootPointer();
            steps.add(at.getJavaClass().getName() + (next == null ? "" : " in " + field(next, at)));
            at = next;
        }
        return "";
    }

    private static String field(Instance holder, Instance held) {
        for (Object value : holder.getFieldValues()) {
            if (value instanceof ObjectFieldValue field && held.equals(field.getInstance())) {
                return ((FieldValue) field).getField().getName();
            }
        }
        return "it";
    }
}
