"""What the machine does meanwhile: processes, processors, memory, the trainer alone."""
