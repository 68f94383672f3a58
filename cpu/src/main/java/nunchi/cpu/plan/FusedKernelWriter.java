package nunchi.cpu.plan;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import nunchi.cpu.kernel.Arithmetic;
import nunchi.cpu.memory.Buffer;
import nunchi.cpu.step.FusedKernel;
import nunchi.cpu.step.Instruction;
import nunchi.cpu.step.Instruction.BinaryInstruction;
import nunchi.cpu.step.Instruction.TernaryInstruction;
import nunchi.cpu.step.Instruction.UnaryInstruction;
import nunchi.cpu.step.Instruction.UniformInstruction;
import nunchi.cpu.step.Slot;
import nunchi.cpu.thread.ThreadPool;
import nunchi.graph.Node;
import nunchi.graph.op.Binary;
import nunchi.graph.op.Movement.BroadcastTo;
import nunchi.graph.op.Source.RandomUniform;
import nunchi.graph.op.Unary;
import nunchi.random.RandomKey;
import org.jspecify.annotations.Nullable;

/// Writes a group of nodes as the instructions of a [FusedKernel].
final class FusedKernelWriter {
    private final FusedGroup group;
    private final @Nullable Node product;
    private final Values values;
    private final ElementwiseFunctions functions;
    private final RandomKey key;
    private final List<Slot> slots = new ArrayList<>();
    private final List<Instruction> instructions = new ArrayList<>();
    private final Map<Node, Integer> slotOf = new HashMap<>();
    private final Map<Slot, Integer> slotNumbers = new HashMap<>();
    private final Deque<Integer> freeRegisters = new ArrayDeque<>();

    /// @param product the matrix product whose result is the group's local slot; null for none
    FusedKernelWriter(FusedGroup group, @Nullable Node product, Values values, Arithmetic arithmetic, RandomKey key) {
        this.group = group;
        this.product = product;
        this.values = values;
        this.functions = new ElementwiseFunctions(arithmetic);
        this.key = key;
    }

    /// Writes every member; those in `stores` go to these buffers, the others to registers.
    void write(Map<Node, Buffer> stores) {
        JoinedProducts products = new JoinedProducts(group, stores.keySet());
        Map<Node, Integer> lastUse = lastUses(products);
        List<Node> members = group.members();
        for (int position = 0; position < members.size(); position++) {
            Node node = members.get(position);
            int at = position;
            boolean stored = stores.containsKey(node);
            if (node.op() instanceof BroadcastTo && !stored) {
                slotOf.put(node, operand(node.input(0), node));
                continue;
            }
            if (products.contains(node)) {
                continue;
            }
            List<Integer> operands = products.operands(node).stream()
                    .map(input -> operand(input, node))
                    .toList();
            products.operands(node).stream()
                    .map(this::source)
                    .distinct()
                    .filter(input -> Objects.equals(lastUse.get(input), at))
                    .forEach(this::release);
            int target = stored ? number(Slot.full(Objects.requireNonNull(stores.get(node)))) : register();
            slotOf.put(node, target);
            instructions.add(instruction(node, target, operands));
        }
    }

    /// The position of the last member that reads each member; what a sum takes in is read at the end.
    private Map<Node, Integer> lastUses(JoinedProducts products) {
        Map<Node, Integer> lastUse = new HashMap<>();
        List<Node> members = group.members();
        for (int position = 0; position < members.size(); position++) {
            for (Node input : products.operands(members.get(position))) {
                lastUse.put(source(input), position);
            }
        }
        group.sums().forEach(sum -> lastUse.put(source(sum.input(0)), Integer.MAX_VALUE));
        return lastUse;
    }

    /// The member whose register holds the values: stretching within a pass moves nothing.
    private Node source(Node input) {
        Node node = Fusion.resolve(input);
        boolean moves = !(node.op() instanceof BroadcastTo) || !group.contains(node);
        return moves ? node : source(node.input(0));
    }

    private void release(Node node) {
        Integer slot = slotOf.get(node);
        if (slot != null && slots.get(slot).kind() == Slot.Kind.REGISTER) {
            freeRegisters.push(slot);
        }
    }

    private int register() {
        if (!freeRegisters.isEmpty()) {
            return freeRegisters.pop();
        }
        slots.add(Slot.register());
        return slots.size() - 1;
    }

    /// The slot in which `reader` finds an operand.
    int operand(Node input, Node reader) {
        Node node = Fusion.resolve(input);
        if (slotOf.containsKey(node)) {
            return slotOf.get(node);
        }
        if (node == product) {
            return number(Slot.local());
        }
        Buffer buffer = values.of(node);
        boolean whole = buffer.size() == group.size();
        return number(whole ? Slot.full(buffer) : Stretch.slot(buffer, input.shape(), reader.shape()));
    }

    private int number(Slot slot) {
        return slotNumbers.computeIfAbsent(slot, key -> {
            slots.add(slot);
            return slots.size() - 1;
        });
    }

    private Instruction instruction(Node node, int target, List<Integer> operands) {
        return switch (node.op()) {
            case Unary unary -> new UnaryInstruction(functions.of(unary), target, operands.getFirst());
            case Binary sum
            when operands.size() == 3 ->
                new TernaryInstruction(
                        functions.withProduct(sum), target, operands.get(0), operands.get(1), operands.get(2));
            case Binary binary -> new BinaryInstruction(functions.of(binary), target, operands.get(0), operands.get(1));
            case RandomUniform random ->
                new UniformInstruction(functions.uniform(), key.with(random.purpose()), target);
            case BroadcastTo _ -> new UnaryInstruction(functions.copy(), target, operands.getFirst());
            default -> throw new IllegalStateException(node + " is not elementwise");
        };
    }

    /// The buffers read and written from first value to last, in step with the pass.
    List<Buffer> fullBuffers() {
        return slots.stream()
                .filter(slot -> slot.kind() == Slot.Kind.FULL)
                .map(Slot::buffer)
                .toList();
    }

    List<Buffer> buffers() {
        return slots.stream().map(Slot::buffer).filter(buffer -> buffer != null).toList();
    }

    FusedKernel cluster(Arithmetic arithmetic, ThreadPool team) {
        return cluster(FusedKernel.blockFor(slots), arithmetic, team);
    }

    FusedKernel cluster(int block, Arithmetic arithmetic, ThreadPool team) {
        return new FusedKernel(slots, instructions, new FusedKernel.Size(group.size(), block), arithmetic, team);
    }
}
