package nunchi.cpu.kernel;

/// Functions of the points under a window, for a run of `n` channels. Point p lies `places[p]` floats behind the offset
/// of the array that is looked at. Every channel is computed by itself and from the first point to the last, so that
/// the scalar and the vector twin give the same bits for any vector width.
///
/// A twin may read up to [nunchi.cpu.memory.Alignment#LINE] floats beyond a run. It writes beyond it only where it is
/// given `room`: the floats from the offset on that may hold anything afterwards, since what belongs there is still to
/// be written.
public interface WindowFunctions {

    /// `yᵢ` is the largest of `xᵢ` at the points: the first of equals; NaN is the largest, the last of several.
    void largest(float[] y, int yo, int room, float[] x, int xo, int[] places, int n);

    /// `wᵢ` is the number of the point where [#largest] finds its value.
    void winners(float[] w, int wo, int room, float[] ranking, int ro, int[] places, int n);

    /// `yᵢ = xᵢ` where `wᵢ` is this point; elsewhere, and behind the run where w is no point, y keeps its values.
    void pick(float[] y, int yo, int room, float[] w, int wo, float[] x, int xo, int point, int n);

    /// `xᵢ = yᵢ` where `wᵢ` is this point, else 0.
    void put(float[] x, int xo, int room, float[] w, int wo, float[] y, int yo, int point, int n);

    /// `xᵢ += yᵢ` where `wᵢ` is this point, and 0 elsewhere. Behind the run, as far as there is room, x keeps its
    /// values where w is no point.
    void add(float[] x, int xo, int room, float[] w, int wo, float[] y, int yo, int point, int n);

    /// At every point `xᵢ = yᵢ` if the largest ranking is there, else 0: [#winners] and [#put] in one.
    ///
    /// @param n a multiple of [nunchi.cpu.memory.Alignment#LINE]
    void unpool(float[] x, int xo, float[] y, int yo, float[] ranking, int ro, int[] places, int n);

    /// `yᵢ = Σₚ xᵢₚ · weightᵢₚ`: a chain of fused multiply-adds from 0.
    void chain(float[] y, int yo, int room, float[] x, int xo, float[] weight, int wo, Points points, int n);

    /// `wᵢ += Σⱼ xᵢⱼ · yᵢⱼ`: a chain of fused multiply-adds. What follows w up to a multiple of
    /// [nunchi.cpu.memory.Alignment#LINE] may hold anything afterwards.
    void correlate(float[] w, int wo, float[] x, int xo, float[] y, int yo, Stride stride, int n);

    /// The points that a target has sources at.
    ///
    /// @param places  of the sources, from that of the first point on
    /// @param weights where the points' weights lie, from that of the first point of the window on
    record Points(int[] places, int[] weights) {}

    /// A walk of `count` steps through two arrays.
    record Stride(int x, int y, int count) {}
}
