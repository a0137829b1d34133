package dev.ingest.start;

import java.util.Map;
import java.util.TreeMap;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.Handle;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** The lambdas of a class file. */
public final class Lambdas {
    private Lambdas() {}

    /** How many Java will make a class of, by the method of {@code LambdaMetafactory} that does. */
    public static Map<String, Integer> left(byte[] content) {
        Map<String, Integer> left = new TreeMap<>();
        new ClassReader(content)
                .accept(
                        new ClassVisitor(Opcodes.ASM9) {
                            @Override
                            public MethodVisitor visitMethod(
                                    int access, String name, String descriptor, String signature, String[] exceptions) {
                                return new MethodVisitor(Opcodes.ASM9) {
                                    @Override
                                    public void visitInvokeDynamicInsn(
                                            String method, String type, Handle maker, Object... arguments) {
                                        if (maker.getOwner().endsWith("/LambdaMetafactory")) {
                                            left.merge(maker.getName(), 1, Integer::sum);
                                        }
                                    }
                                };
                            }
                        },
                        ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
        return left;
    }
}
