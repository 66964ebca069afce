package instance
import ("testing";"encoding/json";"os";"gonha/solver";"context";"time")
func TestTry(t *testing.T){
 f := os.Getenv("F")
 data,_ := os.ReadFile(f)
 v,err := ReadVROOM(data, VROOMLimits{100000,1000,10000,50,16})
 if err!=nil {t.Fatal(err)}
 o := solver.DefaultOptions(); o.TimeLimit=v.TimeLimit()
 if d := os.Getenv("T"); d != "" { o.TimeLimit,_ = time.ParseDuration(d) }
 s,err := v.Solve(context.Background(), o)
 if err!=nil {t.Fatal(err)}
 b,_ := json.MarshalIndent(s,""," ")
 if len(b) > 6000 { b,_ = json.Marshal(s.Summary) }
 t.Log(string(b))
}
