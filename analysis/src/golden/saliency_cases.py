"""Gradient and Grad-CAM of a tiny network by PyTorch, for SaliencyTest: python3 saliency_cases.py"""
import torch
import torch.nn.functional as F


def values(count, factor, divisor):
    return torch.tensor([((i * factor) % 17 - 8) / divisor for i in range(count)])


x = values(25, 5, 8.0).reshape(1, 5, 5, 1).requires_grad_(True)
hidden = F.relu(F.conv2d(x.permute(0, 3, 1, 2), values(18, 7, 10.0).reshape(3, 3, 1, 2).permute(3, 2, 0, 1), torch.tensor([0.1, -0.2]), padding=1))
features = F.relu(F.conv2d(hidden, values(24, 11, 10.0).reshape(2, 2, 2, 3).permute(3, 2, 0, 1), torch.tensor([0.05, 0.0, -0.1])))
features.retain_grad()
output = features.permute(0, 2, 3, 1).reshape(1, 48) @ values(96, 3, 10.0).reshape(48, 2) + torch.tensor([0.3, -0.3])
output[0, 1].backward()
shares = features.grad.mean((2, 3), keepdim=True)
cam = F.interpolate(F.relu((shares * features).sum(1, keepdim=True)), size=(5, 5), mode="bilinear", align_corners=False)
print("score", float(output[0, 1].detach()))
for name, array in (("gradient", x.grad), ("gradCam", cam.detach())):
    print(name, ", ".join("%.6gf" % float(v) for v in array.flatten()))
