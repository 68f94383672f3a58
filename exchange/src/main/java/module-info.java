/// Models and trainings for other programs: ONNX and TensorBoard.
module nunchi.exchange {
    requires static transitive org.jspecify;
    requires transitive nunchi.train;

    exports nunchi.onnx;
    exports nunchi.tensorboard;
}
