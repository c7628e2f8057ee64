from .fields import PickledObjectField
