import fs from "node:fs";
import { startLiteHost } from "./lite-host.ts";
import { speakAsService } from "#cloud/speak";
import { embedTexts } from "#core/knowledge/search/embedding";
import { textHits } from "#core/knowledge/search/find";
import { meaningHits } from "#core/knowledge/search/meaning";
const clinc = JSON.parse(fs.readFileSync("/work/shared/data/sentences-clinc/data_small.json","utf8"));
const map = new Map<string, Float32Array>();
for (const k of ["train","test"]) { const b=fs.readFileSync(`/tmp/mm/${k}.f32`); const f=new Float32Array(b.buffer,b.byteOffset,b.length/4); clinc[k].forEach((x:any,i:number)=>map.set(x[0],f.slice(i*512,i*512+512))); }
const host = await startLiteHost("memory://", [{model:"m",dimensions:512,languages:["en"],embed:async t=>t.map(x=>map.get(x)!)}]);
let t=performance.now(); const {ids,ms}=await host.keep(clinc.train.map((x:any)=>x[0])); console.log("read in",ms);
t=performance.now(); console.log(await embedTexts(speakAsService("schedule",{correlationId:"6a2f41a3-c54c-fce8-32d2-0324e1c32e22"}).ctx, 1e7), performance.now()-t);
await host.database.exec("vacuum analyze search_bits"); await host.database.exec("vacuum analyze search_vectors");
const at=new Map(ids.map((id,i)=>[id,i])); const none={types:null,pillars:null,from:null,to:null,tags:null};
const out:any[]=[]; let tt=0, tm=0;
for(const [q] of clinc.test){ let s=performance.now(); const a=await textHits(host.ctx,q,none,100); tt+=performance.now()-s; s=performance.now(); const b=await meaningHits(host.ctx,q,none,100); tm+=performance.now()-s; out.push([a.hits.map(h=>at.get(h.id)),b.hits.map(h=>at.get(h.id))]); if(out.length%500===0) console.log(out.length,tt/out.length,tm/out.length); if(out.length===1) console.log(b.state,b.reason); }
fs.writeFileSync("/tmp/mm/hits.json",JSON.stringify(out)); await host.close();
