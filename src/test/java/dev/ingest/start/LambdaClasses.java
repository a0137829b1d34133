package dev.ingest.start;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Handle;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.commons.Method;

/**
 * Makes classes of lambdas. Java makes a class for each of them too, but when it is first reached, in every run, and with
 * much work by code that is not compiled yet. Here a class's lambdas share one, but for those of types that somebody may
 * ask an object for. Those with more than a type stay: serializable ones, into which Spark looks, and those with further
 * interfaces or bridges.
 */
final class LambdaClasses {
    private static final Handle METAFACTORY = new Handle(
            Opcodes.H_INVOKESTATIC,
            "java/lang/invoke/LambdaMetafactory",
            "metafactory",
            "(Ljava/lang/invoke/MethodHandles$Lookup;Ljava/lang/String;Ljava/lang/invoke/MethodType;"
                    + "Ljava/lang/invoke/MethodType;Ljava/lang/invoke/MethodHandle;Ljava/lang/invoke/MethodType;)"
                    + "Ljava/lang/invoke/CallSite;",
            false);

    /** Types that an object is not asked for, so that it may have several. */
    private static final List<String> SHARED = List.of("java/util/function/", "java/lang/Runnable");

    private final Map<String, byte[]> classes;
    private final Map<String, byte[]> made = new LinkedHashMap<>();
    private final Map<String, List<String>> nests = new LinkedHashMap<>();

    private LambdaClasses(Map<String, byte[]> classes) {
        this.classes = classes;
    }

    /** {@code classes}, by their entries in the jar, without lambdas, and the classes that these became. */
    static Map<String, byte[]> madeOf(Map<String, byte[]> classes) {
        LambdaClasses lambdas = new LambdaClasses(classes);
        classes.forEach(lambdas::replace);
        lambdas.nests.forEach(lambdas::open);
        return lambdas.made;
    }

    private void replace(String entry, byte[] content) {
        Replacement replacement = new Replacement(new ClassReader(content));
        made.put(entry, replacement.lambdas.isEmpty() ? content : replacement.writer.toByteArray());
        for (LambdaClass lambda : replacement.lambdas) {
            made.put(ClassEntry.of(lambda.name()), lambda.bytes(replacement.host));
            nests.computeIfAbsent(replacement.host, host -> new ArrayList<>()).add(lambda.name());
        }
    }

    /** Private methods of a nest are open to those alone whom its host names. */
    private void open(String host, List<String> members) {
        String entry = ClassEntry.of(host);
        byte[] before = made.getOrDefault(entry, classes.get(entry));
        ClassReader reader = new ClassReader(before);
        ClassWriter writer = new ClassWriter(reader, 0);
        reader.accept(
                new ClassVisitor(Opcodes.ASM9, writer) {
                    @Override
                    public void visitEnd() {
                        members.forEach(this::visitNestMember);
                        super.visitEnd();
                    }
                },
                0);
        made.put(entry, writer.toByteArray());
    }

    /** One class whose lambdas are replaced. */
    private static final class Replacement extends ClassVisitor {
        private final ClassWriter writer;
        private final Map<String, LambdaClass> byType = new LinkedHashMap<>();
        private final List<LambdaClass> lambdas = new ArrayList<>();
        private final String owner;
        private String host;

        Replacement(ClassReader reader) {
            this(reader, new ClassWriter(0));
        }

        private Replacement(ClassReader reader, ClassWriter writer) {
            super(Opcodes.ASM9, writer);
            this.writer = writer;
            this.owner = reader.getClassName();
            this.host = owner;
            reader.accept(this, 0);
        }

        @Override
        public void visit(int version, int access, String name, String signature, String parent, String[] interfaces) {
            super.visit(LambdaClass.atLeast(version), access, name, signature, parent, interfaces);
        }

        @Override
        public void visitNestHost(String name) {
            host = name;
            super.visitNestHost(name);
        }

        @Override
        public MethodVisitor visitMethod(
                int access, String name, String descriptor, String signature, String[] exceptions) {
            return new MethodVisitor(Opcodes.ASM9, super.visitMethod(access, name, descriptor, signature, exceptions)) {
                @Override
                public void visitInvokeDynamicInsn(String method, String type, Handle bootstrap, Object... arguments) {
                    if (bootstrap.equals(METAFACTORY) && isOpen((Handle) arguments[1])) {
                        Lambda lambda = new Lambda(
                                Type.getReturnType(type),
                                new Method(method, ((Type) arguments[0]).getDescriptor()),
                                (Type) arguments[2],
                                List.of(Type.getArgumentTypes(type)),
                                (Handle) arguments[1]);
                        lambdaClass(lambda.type().getInternalName()).add(lambda, this);
                    } else {
                        super.visitInvokeDynamicInsn(method, type, bootstrap, arguments);
                    }
                }

                @Override
                public void visitMaxs(int stack, int locals) {
                    super.visitMaxs(stack + 1, locals);
                }
            };
        }

        /** A method of a parent that is asked for by {@code super} can be called from the class alone. */
        private boolean isOpen(Handle method) {
            return method.getTag() != Opcodes.H_INVOKESPECIAL
                    || method.getOwner().equals(owner);
        }

        private LambdaClass lambdaClass(String type) {
            return byType.computeIfAbsent(SHARED.stream().anyMatch(type::startsWith) ? "" : type, kind -> {
                LambdaClass made = new LambdaClass(owner + "$$Lambda" + lambdas.size());
                lambdas.add(made);
                return made;
            });
        }
    }
}
