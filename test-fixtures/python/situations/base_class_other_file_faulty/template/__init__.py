from .base.neuron import BaseNeuron
